/**
 * A discovery during a job, begun at every moment of it and ended at every later one, with whatever answer was on its way
 * so long: the inventory never says what is older than what the job has proved. `CASES=all` takes all of them.
 */
import assert from 'node:assert/strict';
import { discoverDuring, HELD, type Held, NIGHTS, WHOLE_NIGHT } from './discoveryNights.ts';
import { closingDatabases } from './judges/leftDatabases.ts';
import { oneOf } from './points.ts';

/** Of all cases. */
const ONE_IN = 1_499;

/** Each kind in its turn. */
function heldAt(place: number): Held {
  return HELD[place % HELD.length] ?? 'another device';
}

describe('a discovery during jobs', function () {
  this.timeout(7_200_000);

  for (const night of NIGHTS) {
    it(`leaves in the inventory what was proved: ${night.name}`, async () => {
      const alone = await closingDatabases(() => discoverDuring(night, () => null));
      assert.deepEqual(alone.wrong, [], 'wrong without any discovery');
      const { moments } = alone;
      // Between two records a job proves nothing.
      const ends = moments.flatMap((moment, index) => (moment === 'record' ? [index + 1] : []));
      const all = moments.flatMap((_, index) => {
        const later = ends.filter((to) => to > index);
        return later.map((to, place) => ({ from: index + 1, to, held: heldAt(index + place) }));
      });
      const cases = oneOf(all, ONE_IN);
      const wrong: string[] = [];
      for (const { from, to, held } of cases) {
        const found = await closingDatabases(() =>
          discoverDuring(night, (moment) => (moment === from ? { to, held } : null)),
        );
        wrong.push(
          ...found.wrong.map((what) => `from ${from} to ${to} of ${moments.length}, ${held}: ${what}`),
        );
      }
      console.log(`      ${cases.length} discoveries, of ${all.length}, at ${moments.length} moments`);
      assert.deepEqual(wrong, []);
    });
  }

  it('one after another, during a whole night of jobs: leave what was proved', async () => {
    // Two of which an answer is on its way would leave no connection to the jobs.
    for (const every of [31, 97]) {
      const found = await closingDatabases(() =>
        discoverDuring(WHOLE_NIGHT, (moment) =>
          moment % every === 0 ? { to: moment + every, held: heldAt(moment / every) } : null,
        ),
      );
      console.log(`      ${found.discoveries} discoveries at ${found.moments.length} moments`);
      assert.ok(found.discoveries > 2);
      assert.deepEqual(found.wrong, []);
    }
  });
});
