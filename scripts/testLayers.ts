/**
 * The layers of the tests, in the order in which they run: what fails early is the nearest to the cause. Each
 * tells how many tests passed and failed.
 */
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestTotals } from '../test/support/countingReporter.ts';
import { runChecks } from './check.ts';
import { runVisibly } from './childProcess.ts';
import { runHostTests } from './hostTests.ts';
import { PROJECT_ROOT } from './projectRoot.ts';
import { VSCODE_VERSIONS } from './vscodeVersions.ts';

export interface TestLayer {
  /** Layers of one name are asked for together. */
  readonly name: string;
  readonly what: string;
  run(): Promise<TestTotals>;
}

export const TEST_LAYERS: readonly TestLayer[] = [
  { name: 'check', what: 'format, lint, types, rooms, unused code', run: runChecks },
  {
    name: 'unit',
    what: 'single parts, no VS Code',
    run: () => runMocha('test/unit', ['panos/calls/readReply']),
  },
  {
    name: 'engine',
    what: 'the engine against the simulator',
    run: () => runMocha('test/engine', ['store/failingDiskUnderWay', 'store/failingDisk', 'store/kill']),
  },
  {
    name: 'crash',
    what: 'a freeze at every effect',
    run: () =>
      runMocha('test/crash', ['upgrade', 'randomNights.first', 'randomNights.second', 'networkAway']),
  },
  {
    name: 'pages',
    what: 'each page in Chromium, both sets of controls',
    run: () => runMocha('test/pages', []),
  },
  hostLayer('oldest'),
  hostLayer('newest'),
  { name: 'e2e', what: 'the workbench, driven in Chromium', run: () => runMocha('test/e2e', [], 1) },
];

function hostLayer(age: keyof typeof VSCODE_VERSIONS): TestLayer {
  const version = VSCODE_VERSIONS[age];
  return {
    name: 'host',
    what: `inside VS Code ${version.vscode}, the ${age}`,
    run: () =>
      withResultFile(async (resultFile) => {
        await runHostTests(version, resultFile);
        return 0;
      }),
  };
}

/** Several times what the slowest layer takes on two cores. */
const LAYER_LIMIT_MS = 30 * 60_000;

/** The smallest machine they run on has two processors. */
const AT_ONCE = 2;

/**
 * @param longest its longest files, without folder and ending: they begin first, because one that began last would
 *   leave the other processors with nothing to do.
 * @param atOnce how many files run side by side.
 */
function runMocha(folder: string, longest: readonly string[], atOnce = AT_ONCE): Promise<TestTotals> {
  return withResultFile(async (resultFile) => {
    const reporter = ['--reporter', 'test/support/countingReporter.ts'];
    const parallel = atOnce > 1 ? ['--parallel', '--jobs', String(atOnce)] : [];
    const files = testFiles(folder, longest);
    const args = ['node_modules/mocha/bin/mocha.js', ...reporter, ...parallel, ...files];
    const env = { ...process.env, TEST_RESULT_FILE: resultFile };
    return runVisibly(process.execPath, args, { cwd: PROJECT_ROOT, env, timeout: LAYER_LIMIT_MS });
  });
}

/** @throws Error for a file that is not there: it was renamed, and would begin at any time. */
function testFiles(folder: string, longest: readonly string[]): string[] {
  const all = globSync(`${folder}/**/*.test.ts`, { cwd: PROJECT_ROOT });
  const first = longest.map((name) => join(folder, `${name}.test.ts`));
  const missing = first.filter((file) => !all.includes(file));
  if (missing.length > 0) throw new Error(`There is no ${missing.join(', ')}.`);
  return [...first, ...all.filter((file) => !first.includes(file)).sort()];
}

/**
 * Runs tests that write their totals into a file. No file is a failure, and so is an exit code that no failed test
 * explains: a test that leaves a server behind keeps mocha from ending until its time is up.
 * @param run gives the exit code.
 */
async function withResultFile(run: (resultFile: string) => Promise<number>): Promise<TestTotals> {
  const folder = await mkdtemp(join(tmpdir(), 'panos-test-'));
  const resultFile = join(folder, 'totals.json');
  try {
    const code = await run(resultFile);
    const totals = JSON.parse(await readFile(resultFile, 'utf8')) as TestTotals;
    if (code === 0 || totals.failed > 0) return totals;
    console.error(`All tests passed, but the process ended with code ${code}.`);
    return { ...totals, failed: 1 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
