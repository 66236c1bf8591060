/**
 * Nights made up by chance: deaths, faults, jumping clocks, users and a second window in any order. `RUNS=20000` runs
 * more, `SEED=…` others; what fails is made as small as it gets and printed with the command that runs it alone.
 */
import fc from 'fast-check';
import { closingDatabases } from './judges/leftDatabases.ts';
import { wrongWith } from './judges/randomJudge.ts';
import { goThrough } from './randomNight.ts';
import { plans } from './randomPlan.ts';

const RUNS = Number(process.env['RUNS'] ?? 3000);
const SEED = Number(process.env['SEED'] ?? 20261121);
/** Of a failure that was printed. */
const REPLAY = process.env['REPLAY'];

describe('random nights', function () {
  this.timeout(7_200_000);

  it('repeat nothing dangerous, cost a pair no traffic, and say how they ended', async () => {
    const endings = new Map<string, number>();
    const property = fc.asyncProperty(plans, async (plan) => {
      const night = await closingDatabases(() => goThrough(plan));
      const wrong = wrongWith(plan, night);
      const ending = night.jobs[0]?.status ?? 'none';
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
    });
    const result = await fc.check(property, {
      seed: SEED,
      numRuns: RUNS,
      ...(REPLAY === undefined ? {} : { path: REPLAY, endOnFailure: true }),
    });
    if (result.failed) {
      const command = `SEED=${result.seed} REPLAY=${result.counterexamplePath ?? ''} npx mocha test/crash/randomNights.test.ts`;
      const why = result.errorInstance instanceof Error ? result.errorInstance.message : 'unknown';
      const [plan] = result.counterexample ?? [];
      throw new Error(`${why}\nin ${JSON.stringify(plan)}\nRun it alone: ${command}`);
    }
    const ends = [...endings].map(([ending, count]) => `${count} ${ending}`).join(', ');
    console.log(`      ${result.numRuns} nights of seed ${SEED}: ${ends}`);
  });
});
