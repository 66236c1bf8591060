/** What users download and what the editor loads: minified, as `npm run package` makes it. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repeated, report } from './measure.ts';

const root = new URL('../../', import.meta.url).pathname;
const vsix = join(root, 'out/bench.vsix');
const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
execFileSync(
  process.execPath,
  [vsce, 'package', '--no-dependencies', '--no-rewrite-relative-links', '--out', vsix],
  { cwd: root, stdio: 'ignore' },
);

const kb = (path: string): number => (existsSync(path) ? statSync(path).size / 1000 : Number.NaN);
report([
  {
    what: 'host bundle',
    unit: 'kB',
    budget: 900,
    runs: await repeated(1, async () => kb(join(root, 'dist/extension.cjs')), 0),
  },
  ...globSync('dist/webview/*.js', { cwd: root }).map((page) => ({
    what: `page ${page.replace('dist/webview/', '')}`,
    unit: 'kB' as const,
    budget: 400,
    runs: [kb(join(root, page))],
  })),
  { what: 'VSIX', unit: 'kB', budget: 3000, runs: [kb(vsix)] },
]);
