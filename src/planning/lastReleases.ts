/** The feature release with which the vendor ends a model. docs/PANOS.md "Versions and base images". */
import { compareVersions } from '../panos/version.ts';

/** Only where it is certain: of other models the list of the device decides alone. */
const LAST_RELEASES: ReadonlyMap<string, string> = new Map([['PA-220', '10.2']]);

/** @returns the last feature release of the model, where `version` lies beyond it; otherwise null. */
export function endsBefore(model: string, version: string): string | null {
  const last = LAST_RELEASES.get(model);
  if (last === undefined) return null;
  const [major = 0, feature = 0] = last.split('.').map(Number);
  return compareVersions(version, `${major}.${feature + 1}.0-c0`) >= 0 ? last : null;
}
