/**
 * Everything that can be said of the code without running it: format, lint, types, the law of the rooms, unused
 * code, file lengths, what may be installed. All of it is looked at even if something fails; what failed is printed in full.
 */
import type { TestTotals } from '../test/support/countingReporter.ts';
import { runQuietly } from './childProcess.ts';
import { PROJECT_ROOT } from './projectRoot.ts';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const CHECKS: readonly Check[] = [
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'types of src', command: ['tsc', '-p', '.'] },
  { name: 'types of test and scripts', command: ['tsc', '-p', 'test'] },
  { name: 'types of webview-ui', command: ['tsc', '-p', 'webview-ui'] },
  { name: 'format', command: ['prettier', '--check', '.'] },
  {
    name: 'who may import whom',
    command: ['depcruise', '--config', '.dependency-cruiser.mjs', 'src', 'webview-ui', 'test', 'scripts'],
  },
  { name: 'unused code and packages', command: ['knip'] },
  { name: 'file length', command: [process.execPath, 'scripts/checkFileLength.ts'] },
  { name: 'lock file', command: [process.execPath, 'scripts/supplyChain/checkLockFile.ts'] },
];

/** As many at once as a small machine has processors. */
const AT_ONCE = 2;

export async function runChecks(): Promise<TestTotals> {
  const waiting = [...CHECKS];
  const result = { passed: 0, failed: 0 };
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (await holds(check)) result.passed++;
      else result.failed++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return result;
}

async function holds({ name, command: [command, ...args] }: Check): Promise<boolean> {
  const begin = performance.now();
  const seconds = (): string => ((performance.now() - begin) / 1000).toFixed(1);
  try {
    await runQuietly(command, args, { cwd: PROJECT_ROOT });
    console.log(`  ${name}: ok (${seconds()} s)`);
    return true;
  } catch (error) {
    console.error(
      `  ${name}: FAILED (${seconds()} s)\n${error instanceof Error ? error.message : String(error)}`,
    );
    return false;
  }
}

if (import.meta.main) {
  const { failed } = await runChecks();
  if (failed > 0) process.exitCode = 1;
}
