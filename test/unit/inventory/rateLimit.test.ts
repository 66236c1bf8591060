import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRateLimit } from '../../../src/inventory/rateLimit.ts';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';

/** When each of the callers that ask at `moments` gets its turn, in milliseconds from the start. */
async function turnsOf(perMinute: number, moments: readonly number[]): Promise<number[]> {
  const clock = new VirtualClock(0);
  const limit = createRateLimit(perMinute, clock);
  const turns: number[] = [];
  const callers = moments.map(async (moment) => {
    await clock.sleep(moment);
    await limit.take();
    turns.push(clock.now());
  });
  await clock.drive(Promise.all(callers));
  return turns;
}

describe('createRateLimit', () => {
  it('lets a minute worth of calls go at once, and then one an interval', async () => {
    const turns = await turnsOf(10, Array<number>(13).fill(0));
    assert.deepEqual(turns, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6_000, 12_000, 18_000]);
  });

  it('fills up again while nobody calls', async () => {
    assert.deepEqual(await turnsOf(1, [0, 10, 200_000]), [0, 60_000, 200_000]);
  });

  it('never lets more go than the bucket holds and gets back', async () => {
    const moments = fc.array(fc.integer({ min: 0, max: 300_000 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), moments, async (perMinute, asked) => {
        const turns = await turnsOf(
          perMinute,
          asked.toSorted((a, b) => a - b),
        );
        assert.equal(turns.length, asked.length);
        for (const [first, from] of turns.entries()) {
          for (const [last, to] of turns.entries()) {
            if (last < first) continue;
            const refilled = ((to - from) * perMinute) / 60_000;
            assert.ok(
              last - first + 1 <= perMinute + refilled + 1e-6,
              JSON.stringify({ turns, first, last }),
            );
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('ends the wait of a caller that is cancelled, at once', async () => {
    const clock = new VirtualClock(0);
    const limit = createRateLimit(1, clock);
    await limit.take();
    const stop = new AbortController();
    const waiting = limit.take(stop.signal);
    stop.abort(new Error('enough'));
    await assert.rejects(waiting, /enough/);
    await assert.rejects(limit.take(stop.signal), /enough/);
    assert.equal(clock.now(), 0);
  });

  it('does not wait for an hour because the clock was set back by one', async () => {
    let now = 10_000_000;
    const waits: number[] = [];
    const limit = createRateLimit(1, { now: () => now, sleep: async (ms) => void waits.push(ms) });
    await limit.take();
    now -= 3_600_000;
    await limit.take();
    assert.deepEqual(waits, [60_000]);
  });
});
