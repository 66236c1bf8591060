/**
 * Mocha's dots and failures on the terminal and, when TEST_RESULT_FILE names a file, the totals as JSON in it:
 * so that whoever started the tests, in whatever process, can add them up.
 */
import { writeFileSync } from 'node:fs';
import { reporters, type MochaOptions, type Runner } from 'mocha';

/** What the result file holds. */
export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
}

export class CountingReporter extends reporters.Dot {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const file = process.env['TEST_RESULT_FILE'];
    if (file === undefined) return;
    runner.once('end', () => {
      const totals: TestTotals = { passed: this.stats.passes, failed: this.stats.failures };
      writeFileSync(file, JSON.stringify(totals));
    });
  }
}

// Mocha loads a reporter with require() and expects the class itself.
export { CountingReporter as 'module.exports' };
