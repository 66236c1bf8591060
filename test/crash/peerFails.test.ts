/**
 * The peer of a member that is out because of us fails: at every moment of that time and in the minute before it, whatever the
 * job waits for, the member is back within a minute of the first sign. `CASES=all` takes all of them.
 */
import assert from 'node:assert/strict';
import { pairThatStaysSuspended } from './nights.ts';
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

const FROM_SECOND = -60;
const EVERY_SECONDS = 20;

describe('the peer fails while a member is out', function () {
  this.timeout(7_200_000);

  for (const circumstance of Object.keys(CIRCUMSTANCES) as Circumstance[]) {
    it(`and is given up for within a minute: ${circumstance}`, async () => {
      const times = await timesOut(pairThatStaysSuspended, circumstance);
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
      const cases = oneOf(all, 43);
      const wrong: string[] = [];
      for (const { each, serial, at } of cases) {
        const found = await failsAt(pairThatStaysSuspended, each, serial, at);
        const where = `${each.failure}, ${each.second} s after suspension ${each.suspension}`;
        wrong.push(...found.map((what) => `${where}: ${what}`));
      }
      console.log(`      ${cases.length} failures, of ${all.length}`);
      assert.deepEqual(wrong, []);
    });
  }
});
