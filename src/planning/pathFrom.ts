/** The way from one version through the user's table: its own line, that of its release train, or the rest of another's. */
import { compareVersions } from '../panos/version.ts';
import { quoted } from '../ports/outsideText.ts';
import type { UpgradePaths } from './upgradePaths.ts';

export interface FoundPath {
  /** The versions after the present one; empty where the line ends at it, or before it. */
  readonly versions: readonly string[];
  /** Where the line ends. */
  readonly target: string;
  /** Whose line it is, for people; null where it is the version's own. */
  readonly line: string | null;
}

/**
 * A line of exactly this version goes before those of release trains, and of these the longest goes first: `10.1.14-h*`
 * before `10.1.*`. The line of a train is gone on from where the device is: stops that are not newer than what it runs are
 * left out, because nothing is ever downgraded.
 *
 * A device that was stopped on its way is at a stop of a line and may have none of its own: it goes on by the rest of that
 * line, if all lines through its version agree on it and none ends there.
 * @returns undefined where the table does not say.
 */
export function pathFrom(version: string, paths: UpgradePaths): FoundPath | undefined {
  const own = paths.get(version);
  if (own !== undefined) return found(own, own, null);

  const train = trainOf(version, paths);
  if (train !== undefined) {
    const [key, path] = train;
    const rest = path.filter((stop) => compareVersions(stop, version) > 0);
    const passed = path.slice(0, path.length - rest.length).filter((stop) => stop !== version);
    const leftOut =
      passed.length === 0 || rest.length === 0
        ? ''
        : ` It runs ${version} already, so ${passed.join(', ')} is left out.`;
    return found(path, rest, `Its path is the line ${quoted(key)}.${leftOut}`);
  }

  const through = [...paths].filter(([, path]) => path.includes(version));
  const rests = through.map(([, path]) => path.slice(path.indexOf(version) + 1));
  const [rest] = rests;
  const agree = rests.every((other) => other.join() === rest?.join());
  if (rest === undefined || rest.length === 0 || !agree) return undefined;
  return found(rest, rest, `Its path is the rest of the line ${quoted(through[0]?.[0] ?? '')}.`);
}

/** All that begins as the key does, up to the star: `10.1.14-h8` and not `10.1.14` for `10.1.14-h*`. */
function trainOf(version: string, paths: UpgradePaths): readonly [string, readonly string[]] | undefined {
  return [...paths]
    .filter(([key]) => key.endsWith('*') && version.startsWith(key.slice(0, -1)))
    .toSorted(([one], [other]) => other.length - one.length)[0];
}

function found(path: readonly string[], versions: readonly string[], line: string | null): FoundPath {
  return { versions, target: path.at(-1) ?? '', line };
}
