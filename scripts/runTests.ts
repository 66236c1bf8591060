/**
 * `npm test`: all layers, or the ones that are named.
 *
 *   npm test                    everything
 *   npm test -- unit engine     these layers only
 *   npm test -- --no-check      everything but the checks
 */
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { TEST_LAYERS } from './testLayers.ts';

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: true } },
  allowNegative: true,
  allowPositionals: true,
});

const known = [...new Set(TEST_LAYERS.map((layer) => layer.name))];
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no layer «${unknown.join('», «')}». The layers are: ${known.join(', ')}.`);
  process.exit(2);
}
const layers = TEST_LAYERS.filter(({ name }) =>
  positionals.length > 0 ? positionals.includes(name) : values.check || name !== 'check',
);

await build({ minify: false });

let passed = 0;
let failed = 0;
const lines: string[] = [];
for (const layer of layers) {
  console.log(`\n── ${layer.name}: ${layer.what}`);
  const begin = performance.now();
  const result = await layer.run();
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const ranNothing = result.passed + result.failed === 0;
  if (ranNothing) console.error(`  No test ran in the layer ${layer.name}.`);
  passed += result.passed;
  failed += ranNothing ? 1 : result.failed;
  const counts = `${result.passed} passed, ${result.failed} failed (${seconds} s)`;
  lines.push(`${layer.name.padEnd(8)} ${counts.padEnd(32)} ${layer.what}`);
}

console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
