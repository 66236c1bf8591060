import assert from 'node:assert/strict';
import { createAwakeTime } from '../../../../src/jobs/work/awakeTime.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';

const HOUR_MS = 3_600_000;

function awake() {
  const clock = new VirtualClock();
  let ahead = 0;
  const time = createAwakeTime({
    now: () => clock.now() + ahead,
    sleep: (ms, signal) => clock.sleep(ms, signal),
  });
  return { clock, time, jump: (ms: number) => (ahead += ms) };
}

describe('time awake', () => {
  it('counts as the clock does, also while an answer takes long', async () => {
    const { clock, time } = awake();
    await clock.drive(
      time.during(async () => {
        const begun = time.ms();
        await clock.sleep(400_000);
        assert.equal(time.ms() - begun, 400_000);
      }),
    );
  });

  for (const jump of [8 * HOUR_MS, -8 * HOUR_MS]) {
    it(`does not count a clock that is set by ${jump / HOUR_MS} hours`, async () => {
      const { clock, time, jump: set } = awake();
      await clock.drive(
        time.during(async () => {
          const begun = time.ms();
          await clock.sleep(50_000);
          set(jump);
          await clock.sleep(50_000);
          const counted = time.ms() - begun;
          assert.ok(counted >= 70_000 && counted <= 160_000, String(counted));
        }),
      );
    });
  }

  it('stands still while nothing is under way, and lets the clock rest', async () => {
    const { clock, time } = awake();
    await clock.drive(time.during(async () => clock.sleep(1_000)));
    const before = time.ms();
    await clock.advanceBy(HOUR_MS);
    await clock.drive(time.during(async () => clock.sleep(1_000)));
    assert.equal(time.ms() - before, 1_000);
  });
});
