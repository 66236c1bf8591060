/** Do the planes agree on the time? docs/PANOS.md "Clocks". */
import type { PlaneClock } from '../../panos/answers/health/clocks.ts';
import { showClock, showClockMore } from '../../panos/commands/readiness.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';

/** Clocks are told in whole seconds. */
const MOST_MS = 2000;

export const clockDifference: Check = {
  id: 'clock_difference',
  defaultPolicy: 'warn',
  async run({ ask }) {
    // The three are asked one after the other, so that the time between the answers is no difference of clocks.
    const before = (await ask(showClock)).at;
    const planes = await ask(showClockMore);
    const after = (await ask(showClock)).at;
    return judgeClocks(before, planes, after);
  },
};

/** @param before the management plane's clock shortly before, @param after shortly after the others were read. */
function judgeClocks(before: number | null, planes: readonly PlaneClock[], after: number | null): Finding {
  if (planes.length === 0) return pass('The device tells of no dataplane with a clock of its own.');
  if (before === null || after === null) return unknown("The management plane's clock cannot be read.");
  const differences = planes.map(({ plane, at }) => ({
    name: plane ?? 'dataplane',
    ms: at === null ? null : Math.max(0, before - at, at - after),
  }));
  const apart = differences.filter(({ ms }) => ms !== null && ms > MOST_MS);
  if (apart.length > 0) {
    const names = apart.map(({ name, ms }) => `${name} by ${Math.round((ms ?? 0) / 1000)} s`);
    return fail(
      `Clocks differ from the management plane's: ${namesOf(names)}. Look at NTP, and set the clock if they do not meet again.`,
    );
  }
  const unread = differences.filter(({ ms }) => ms === null).map(({ name }) => name);
  return unread.length > 0
    ? unknown(`The clock of ${namesOf(unread)} cannot be read.`)
    : pass('The clocks of all planes agree.');
}
