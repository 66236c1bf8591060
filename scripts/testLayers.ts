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

export interface TestLayer {
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
    run: () => runMocha('test/engine/**/*.test.ts'),
  },
  { name: 'crash', what: 'a freeze at every effect', run: () => runMocha('test/crash/**/*.test.ts') },
  { name: 'host', what: 'inside a real extension host', run: () => withResultFile(runHostTests) },
  { name: 'e2e', what: 'the workbench, driven in Chromium', run: () => runMocha('test/e2e/**/*.test.ts') },
];

function runMocha(files: string): Promise<TestTotals> {
  return withResultFile(async (resultFile) => {
    const args = ['node_modules/mocha/bin/mocha.js', '--reporter', 'test/support/countingReporter.ts', files];
    const env = { ...process.env, TEST_RESULT_FILE: resultFile };
    await runVisibly(process.execPath, args, { cwd: PROJECT_ROOT, env });
  });
}

/** Runs tests that write their totals into a file. No file is a failure: the tests did not come to their end. */
async function withResultFile(run: (resultFile: string) => Promise<void>): Promise<TestTotals> {
  const folder = await mkdtemp(join(tmpdir(), 'panos-test-'));
  const resultFile = join(folder, 'totals.json');
  try {
    await run(resultFile);
    return JSON.parse(await readFile(resultFile, 'utf8')) as TestTotals;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
