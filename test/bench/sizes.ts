/** What users download and what the editor loads: minified, as `npm run package` makes it; pages also as they would be. */
import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildPages, CONTROL_SETS } from '../../scripts/build.ts';
import { type Measure, report } from './parts/measure.ts';

const root = new URL('../../', import.meta.url).pathname;
const vsix = join(root, 'out/bench.vsix');
const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
execFileSync(
  process.execPath,
  [vsce, 'package', '--no-dependencies', '--no-rewrite-relative-links', '--out', vsix],
  { cwd: root, stdio: 'ignore' },
);

const kb = (path: string): number => statSync(path).size / 1000;

/** Each page with each set of controls, script and styles. */
async function pagesOfEachSet(): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  for (const controls of CONTROL_SETS)
    for (const [name, text] of await buildPages(controls))
      measures.push({
        what: `${name} with ${controls} controls`,
        unit: 'kB',
        runs: [Buffer.byteLength(text) / 1000],
      });
  return measures;
}

report([
  {
    what: 'host bundle',
    unit: 'kB',
    budget: 900,
    runs: [kb(join(root, 'dist/extension.cjs'))],
  },
  ...['axios', 'sqlJs'].map((name) => ({
    what: `${name}, loaded later`,
    unit: 'kB' as const,
    runs: [kb(join(root, `dist/${name}.cjs`))],
  })),
  ...globSync('dist/webview/*.js', { cwd: root }).map((page) => ({
    what: `page ${page.replace('dist/webview/', '')}`,
    unit: 'kB' as const,
    budget: 400,
    runs: [kb(join(root, page))],
  })),
  ...(await pagesOfEachSet()),
  { what: 'VSIX', unit: 'kB', budget: 3000, runs: [kb(vsix)] },
]);
