/**
 * The peer of a member that is out because of us fails: at every moment of that time and in the minute before it, whatever the
 * job waits for, the member is back within a minute of the first sign. `CASES=all` takes all of them.
 */
import assert from 'node:assert/strict';
import { activeActiveThatStaysSuspended, pairThatStaysSuspended } from './nights.ts';
import {
  type Case,
  CIRCUMSTANCES,
  type Circumstance,
  FAILURES,
  type Failure,
  failsAt,
  timesOut,
} from './peerFails.ts';
import { oneOf } from './points.ts';
import type { Scenario } from './sweep.ts';

/** In CI one in so many is taken. */
const SCENARIOS: readonly { readonly mode: string; readonly scenario: Scenario; readonly oneIn: number }[] = [
  { mode: 'active/passive', scenario: pairThatStaysSuspended, oneIn: 53 },
  { mode: 'active/active', scenario: activeActiveThatStaysSuspended, oneIn: 131 },
];
const FROM_SECOND = -60;
const EVERY_SECONDS = 20;

describe('the peer fails while a member is out', function () {
  this.timeout(7_200_000);

  const cases = SCENARIOS.flatMap(({ mode, scenario, oneIn }) =>
    (Object.keys(CIRCUMSTANCES) as Circumstance[]).map((circumstance) => ({
      mode,
      scenario,
      oneIn,
      circumstance,
    })),
  );
  for (const { mode, scenario, oneIn, circumstance } of cases) {
    it(`and is given up for within a minute: ${mode}, ${circumstance}`, async () => {
      const times = await timesOut(scenario, circumstance);
      assert.ok(times.length > 0);
      const all = times.flatMap(({ serial, from, to }, index) => {
        const count = Math.ceil(((to - from) / 1000 - FROM_SECOND) / EVERY_SECONDS);
        const seconds = Array.from({ length: count }, (_, step) => FROM_SECOND + step * EVERY_SECONDS);
        return seconds.flatMap((second) =>
          (Object.keys(FAILURES) as Failure[]).map((failure) => {
            const each: Case = { circumstance, failure, suspension: index + 1, second };
            return { each, serial, at: from + second * 1000 };
          }),
        );
      });
      const chosen = oneOf(all, oneIn);
      const wrong: string[] = [];
      for (const { each, serial, at } of chosen) {
        const found = await failsAt(scenario, each, serial, at);
        const where = `${each.failure}, ${each.second} s after suspension ${each.suspension}`;
        wrong.push(...found.map((what) => `${where}: ${what}`));
      }
      console.log(`      ${chosen.length} failures, of ${all.length}`);
      assert.deepEqual(wrong, []);
    });
  }
});
