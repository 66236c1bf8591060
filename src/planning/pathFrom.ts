/** The way from one version through the user's table: its own line, or what is left of a line that passes through it. */
import type { UpgradePaths } from './upgradePaths.ts';

/**
 * A device that was stopped on its way is at a stop of a line and has none of its own: it goes on by the rest of that
 * line, if all lines through its version agree on it and none ends there.
 * @returns the versions after it; undefined where the table does not say.
 */
export function pathFrom(version: string, paths: UpgradePaths): readonly string[] | undefined {
  const own = paths.get(version);
  if (own !== undefined) return own;
  const rests = [...paths.values()]
    .filter((path) => path.includes(version))
    .map((path) => path.slice(path.indexOf(version) + 1));
  const [rest] = rests;
  const agree = rests.every((other) => other.join() === rest?.join());
  return rest === undefined || rest.length === 0 || !agree ? undefined : rest;
}
