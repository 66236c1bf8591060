/**
 * `npm run bench`: measures what docs/TESTING.md has budgets for, and prints median and spread of every figure.
 * Each bench is a process of its own. PASS and OVER are for people: the exit code is 0 unless a bench breaks, since
 * another machine has other figures.
 *
 *   npm run bench                    all
 *   npm run bench -- journal sizes   these
 *   npm run bench -- fleet 230 2000  this one, with so many devices
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { median, type Measure } from '../test/bench/parts/measure.ts';
import { build } from './build.ts';
import { runVisibly } from './childProcess.ts';
import { PROJECT_ROOT } from './projectRoot.ts';

/** In this order; `sizes` first, because it leaves the minified bundle behind that `activation` loads. */
const BENCHES = [
  'sizes',
  'activation',
  'trees',
  'pages',
  'database',
  'journal',
  'longAnswers',
  'requests',
  'upgrades',
  'fleet',
  'downloads',
  'lists',
  'comparisons',
  'status',
  'submissions',
  'kills',
];
const OF_ANY_SIZE: ReadonlySet<string> = new Set(['upgrades', 'fleet']);
/** Enough for upgrades of 10,000 devices, also on a busy machine. */
const LIMIT_MS = 3 * 60 * 60_000;

const isSize = (word: string): boolean => /^\d+$/.test(word);
const words = process.argv.slice(2);
const asked = words.filter((word) => !isSize(word));
/** How many devices, for the benches that have fleets of any size; those are run once with each. */
const sizes = words.filter(isSize);
const unknown = asked.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench «${unknown.join('», «')}». The benches are: ${BENCHES.join(', ')}.`);
  process.exit(2);
}

const folder = join(PROJECT_ROOT, 'out');
mkdirSync(folder, { recursive: true });
const resultFile = join(folder, 'bench-part.json');
const [load = 0] = loadavg();
console.log(
  `${availableParallelism()} processors, load before: ${figure(load)}. More load than processors spoils what follows.`,
);
await build({ minify: true });

const all: Record<string, readonly Measure[]> = {};
for (const name of BENCHES.filter((bench) => asked.length === 0 || asked.includes(bench))) {
  const measures: Measure[] = [];
  console.log(`\n── ${name}`);
  for (const size of sizes.length > 0 && OF_ANY_SIZE.has(name) ? sizes : [null]) {
    const part = await measured(name, size);
    for (const measure of part) console.log(line(measure));
    measures.push(...part);
  }
  all[name] = measures;
}
rmSync(resultFile, { force: true });
writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(all, null, 2)}\n`);

async function measured(name: string, size: string | null): Promise<readonly Measure[]> {
  rmSync(resultFile, { force: true });
  const env = { ...process.env, BENCH_RESULT_FILE: resultFile };
  const args = ['--expose-gc', `test/bench/${name}.ts`, ...(size === null ? [] : [size])];
  const code = await runVisibly(process.execPath, args, { cwd: PROJECT_ROOT, env, timeout: LIMIT_MS });
  if (code !== 0) process.exit(code);
  return JSON.parse(readFileSync(resultFile, 'utf8')) as readonly Measure[];
}

function line({ what, unit, runs, budget, note }: Measure): string {
  const middle = median(runs);
  const verdict = budget === undefined ? '' : middle <= budget ? 'PASS' : 'OVER';
  const parts = [
    runs.length > 1
      ? `${figure(Math.min(...runs))} to ${figure(Math.max(...runs))}, ${runs.length} runs`
      : [],
    budget === undefined ? [] : `budget ${budget} ${unit}`.trimEnd(),
    note ?? [],
  ].flat();
  return `${verdict.padEnd(4)} ${what.padEnd(56)} ${figure(middle).padStart(8)} ${unit.padEnd(5)}  ${parts.join('; ')}`.trimEnd();
}

function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
}
