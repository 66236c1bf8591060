/**
 * The feature releases of PAN-OS in their order, and how far apart the members of an HA pair may be: the one place of
 * both rules. docs/PANOS.md "Paths between releases", "High availability".
 */
import { compareVersions, featureRelease } from './version.ts';

/** Every feature release, in order. One that is missing here is newer than this tool, or does not exist. */
// prettier-ignore
export const FEATURE_RELEASES = [
  '7.0', '7.1', '8.0', '8.1', '9.0', '9.1', '10.0', '10.1', '10.2', '11.0', '11.1', '11.2', '12.1',
] as const;

/** The farthest jump of one installation; no setting lets members be farther apart. */
export const MOST_RELEASES_APART = 4;

const DISPUTED_FROM = '10.2.0';

/**
 * `borne`: one feature release, or the next one. `not_borne`: below 10.2 the newer member leaves the pair (D, KB).
 * `disputed`: from 10.2 on some tools let pairs skip feature releases as single devices do, and the vendor's guides for
 * pairs do not say so: the user decides how far.
 */
export interface PairGap {
  readonly verdict: 'borne' | 'not_borne' | 'disputed';
  /** How many feature releases lie between them, the newer one's included; those that are not known are not counted. */
  readonly apart: number;
}

/** What a pair whose members run these versions, in any order, makes of it. Null where one of them is no version. */
export function pairGap(one: string, other: string): PairGap | null {
  const [older, newer] = [one, other].sort(compareVersions).map((version) => featureRelease(version));
  if (older === undefined || newer === undefined || older === null || newer === null) return null;
  const between = FEATURE_RELEASES.filter(
    (release) => isOlder(older, release) && isOlder(release, newer),
  ).length;
  const apart = older === newer ? 0 : between + 1;
  if (apart <= 1) return { verdict: 'borne', apart };
  const isOld = compareVersions(`${older}.0`, DISPUTED_FROM) < 0;
  return { verdict: isOld ? 'not_borne' : 'disputed', apart };
}

function isOlder(one: string, other: string): boolean {
  return compareVersions(`${one}.0`, `${other}.0`) < 0;
}
