/** The user's table of paths, or an error that says what is wrong with it. */
import { UserError } from '../ports/userError.ts';
import { readUpgradePaths, type UpgradePaths } from './upgradePaths.ts';

/**
 * @param text of upgrade_paths.json; null when there is no such file.
 * @throws UserError when the table is missing or has problems: nothing is planned from half a table.
 */
export function requirePaths(text: string | null): UpgradePaths {
  if (text === null) {
    throw new UserError('There is no upgrade_paths.json. Run "PAN-OS: Open Upgrade Paths" to make one.');
  }
  const read = readUpgradePaths(text);
  if ('paths' in read) return read.paths;
  const [first, ...others] = read.problems;
  const where = first === undefined ? '' : ` Line ${first.line}, column ${first.column}: ${first.message}.`;
  const more =
    others.length === 0 ? '' : ` There ${others.length === 1 ? 'is 1 more' : `are ${others.length} more`}.`;
  throw new UserError(`upgrade_paths.json cannot be used, so nothing is planned.${where}${more}`);
}
