/** Which image is the base of a feature release: PAN-OS loads any other image of the release only on top of it. */
import type { SoftwareImage } from '../panos/answers/software.ts';
import { compareVersions, featureRelease } from '../panos/version.ts';

/** Releases whose X.Y.0 was never published or was withdrawn. docs/PANOS.md "Versions and base images". */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['7.0', '7.0.1'],
  ['12.1', '12.1.2'],
]);

/**
 * @param release a feature release, such as `11.1`.
 * @param listed the images the device knows of; newer devices say themselves which one is a base image.
 * @returns the version of the base image, such as `11.1.0`.
 */
export function baseImageOf(release: string, listed: readonly SoftwareImage[]): string {
  const flagged = listed
    .filter((image) => image.isBase === true && featureRelease(image.version) === release)
    .map((image) => image.version)
    .sort(compareVersions);
  return flagged[0] ?? EXCEPTIONS.get(release) ?? `${release}.0`;
}
