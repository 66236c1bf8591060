/**
 * The layers of the tests, in the order in which they run: what fails early is the nearest to the cause. Each
 * tells how many tests passed and failed.
 */
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
  { name: 'unit', what: 'single parts, no VS Code', run: () => runMocha('test/unit/**/*.test.ts') },
  {
    name: 'engine',
    what: 'the engine against the simulator',
    run: () => runMocha('test/engine/**/*.test.ts', TWO_AT_ONCE),
  },
  {
    name: 'crash',
    what: 'a freeze at every effect',
    run: () => runMocha('test/crash/**/*.test.ts', TWO_AT_ONCE),
  },
  {
    name: 'pages',
    what: 'each page in Chromium, both sets of controls',
    run: () => runMocha('test/pages/**/*.test.ts', TWO_AT_ONCE),
  },
  hostLayer('oldest'),
  hostLayer('newest'),
  { name: 'e2e', what: 'the workbench, driven in Chromium', run: () => runMocha('test/e2e/**/*.test.ts') },
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
const LAYER_LIMIT_MS = 15 * 60_000;

/** Long files that only count: the smallest machine they run on has two processors. */
const TWO_AT_ONCE = ['--parallel', '--jobs', '2'];

function runMocha(files: string, more: readonly string[] = []): Promise<TestTotals> {
  return withResultFile(async (resultFile) => {
    const reporter = ['--reporter', 'test/support/countingReporter.ts'];
    const args = ['node_modules/mocha/bin/mocha.js', ...reporter, ...more, files];
    const env = { ...process.env, TEST_RESULT_FILE: resultFile };
    return runVisibly(process.execPath, args, { cwd: PROJECT_ROOT, env, timeout: LAYER_LIMIT_MS });
  });
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
