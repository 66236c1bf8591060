/**
 * Where VS Code enters when it runs the host tests: it calls run() in the extension host. Every *.test.ts in this
 * folder is built into a file beside this one's bundle and handed to mocha.
 */
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { CountingReporter } from '../support/countingReporter.ts';

/** A whole upgrade in scaled time fits in. */
const TIMEOUT_MS = 120_000;

/** @throws when a test failed, which VS Code turns into its exit code. */
export async function run(): Promise<void> {
  // Mocha is an ES module: Node 22, in the oldest VS Code, gives require() its namespace instead of the class.
  const { default: Mocha } = await import('mocha');
  const report = `${process.env['TEST_RESULT_FILE'] ?? 'host-tests'}.report`;
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => appendFileSync(report, `${format(...args)}\n`);
  const mocha = new Mocha({ ui: 'bdd', reporter: CountingReporter, timeout: TIMEOUT_MS, forbidOnly: true });
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'))) {
    mocha.addFile(join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} host tests failed.`);
}
