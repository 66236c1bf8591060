/** The user's table of paths, or an error that says what is wrong with it. */
import { planningError } from './planningTroubles.ts';
import { readUpgradePaths, type UpgradePaths } from './upgradePaths.ts';

/**
 * @param text of upgrade_paths.json; null when there is no such file.
 * @throws UserError when the table is missing or has problems: nothing is planned from half a table.
 */
export function requirePaths(text: string | null): UpgradePaths {
  if (text === null) throw planningError({ code: 'upgrade_paths_missing' });
  const read = readUpgradePaths(text);
  if ('paths' in read) return read.paths;
  const [first, ...others] = read.problems;
  throw planningError({ code: 'upgrade_paths_broken', first, others: others.length });
}
