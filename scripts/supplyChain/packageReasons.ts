/** Why each package is there: the table in docs/ARCHITECTURE.md, "Dependencies and why". */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../projectRoot.ts';

/** By name of the package. */
export function packageReasons(): ReadonlyMap<string, string> {
  const text = readFileSync(join(PROJECT_ROOT, 'docs/ARCHITECTURE.md'), 'utf8');
  const [, section = ''] = text.split('\n## Dependencies and why\n');
  const [table = ''] = section.split('\n### ');
  return new Map(
    table.split('\n').flatMap((line) => {
      const [, names = '', why = ''] = line.split('|').map((cell) => cell.trim());
      // A name may be followed by a version.
      return names.split(',').map((name) => [name.trim().split(' ')[0] ?? '', why] as const);
    }),
  );
}
