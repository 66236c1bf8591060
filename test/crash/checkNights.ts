/**
 * Nights made up by chance: deaths, faults, jumping clocks, users and a second window in any order. `RUNS=20000` runs
 * more, `SEED=…` others; what fails is made as small as it gets and printed with the command that runs it alone.
 *
 * One seed makes all of them. Several files share them, each goes through every n-th: alone they would keep one
 * processor busy for longer than all other crash tests together keep the other one.
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

/** How many files share the nights. */
const PARTS = 4;

/**
 * Goes through the nights of one part.
 * @param part from 0
 * @returns how many there were, and how they ended, for people.
 * @throws at the first night that went wrong, when it has been made small.
 */
export async function checkNights(part: number): Promise<string> {
  const endings = new Map<string, number>();
  let made = 0;
  let compared = 0;
  let hasFailed = false;
  const isOurs = (): boolean => REPLAY !== undefined || hasFailed || made++ % PARTS === part;
  const property = fc.asyncProperty(plans, async (plan) => {
    // What comes after a failure are smaller forms of it.
    if (!isOurs()) return;
    const night = await closingDatabases(() => goThrough(plan));
    const wrong = wrongWith(plan, night);
    compared += night.leftCompared;
    const ending = night.jobs[0]?.status ?? 'none';
    endings.set(ending, (endings.get(ending) ?? 0) + 1);
    hasFailed ||= wrong.length > 0;
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  });
  const result = await fc.check(property, {
    seed: SEED,
    numRuns: RUNS,
    ...(REPLAY === undefined ? {} : { path: REPLAY, endOnFailure: true }),
  });
  if (result.failed) {
    const command = `SEED=${result.seed} REPLAY=${result.counterexamplePath ?? ''} npx mocha test/crash/randomNights.first.test.ts`;
    const why = result.errorInstance instanceof Error ? result.errorInstance.message : 'unknown';
    const [plan] = result.counterexample ?? [];
    throw new Error(`${why}\nin ${JSON.stringify(plan)}\nRun it alone: ${command}`);
  }
  const nights = [...endings.values()].reduce((sum, count) => sum + count, 0);
  const ends = [...endings].map(([ending, count]) => `${count} ${ending}`).join(', ');
  return `${nights} of ${result.numRuns} nights of seed ${SEED}: ${ends}; what is left was compared ${compared} times`;
}
