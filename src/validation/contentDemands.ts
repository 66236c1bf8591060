/**
 * Which content a version of PAN-OS asks for. No list of a device says it: it stands in release notes, and in the words of
 * devices that have refused an installation. docs/PANOS.md "Content".
 */
import { compareContentVersions } from '../panos/contentVersion.ts';
import { compareVersions, featureRelease } from '../panos/version.ts';

/** What a device has asked for. It holds for later versions of the same feature release, too. */
export interface ContentDemand {
  readonly version: string;
  /** `8832`. */
  readonly content: string;
}

/** The refusals that are publicly known. */
const PUBLIC_DEMANDS: readonly ContentDemand[] = [
  { version: '11.1.2', content: '8761' },
  { version: '11.2.0', content: '8832' },
];

export interface ContentKnowledge {
  /** By the user, from release notes: the oldest content by version or by feature release (`11.1`). */
  readonly minimumContent: Readonly<Record<string, string>>;
  /** What devices have told jobs of ours. */
  readonly contentDemands: readonly ContentDemand[];
}

export interface KnownMinimum {
  readonly content: string;
  /** `release` where it is asked for only by an installation that changes the feature release. */
  readonly asks: 'always' | 'release';
  /** Of whom the device's own word is known; null for what the user says. */
  readonly toldOf: string | null;
}

/**
 * What the user says goes before what is publicly known; what a device of the user's own has refused is a fact.
 * @returns null where nobody has said it.
 */
export function minimumContentOf(version: string, known: ContentKnowledge): KnownMinimum | null {
  // Own keys only: a version is a text from outside.
  const named = new Map(Object.entries(known.minimumContent));
  const byUser = named.get(version) ?? named.get(featureRelease(version) ?? '');
  const told = highest(known.contentDemands, version);
  if (byUser !== undefined && (told === null || isNewer(byUser, told.content)))
    return { content: byUser, asks: 'always', toldOf: null };
  return told ?? highest(PUBLIC_DEMANDS, version);
}

function highest(demands: readonly ContentDemand[], version: string): KnownMinimum | null {
  const [most] = demands
    .filter(
      (demand) =>
        featureRelease(demand.version) === featureRelease(version) &&
        compareVersions(demand.version, version) <= 0,
    )
    .toSorted((one, other) => (isNewer(one.content, other.content) ? -1 : 1));
  return most === undefined ? null : { content: most.content, asks: 'release', toldOf: most.version };
}

function isNewer(one: string, other: string): boolean {
  return (compareContentVersions(one, other) ?? 0) > 0;
}
