import assert from 'node:assert/strict';
import { createJobTime } from '../../../../src/jobs/work/jobTime.ts';

function jobTime() {
  let now = 1_000;
  const time = createJobTime({ ms: () => now });
  return { time, to: (ms: number) => (now = ms) };
}

describe('time of a job', () => {
  it('counts from its beginning as the base does', () => {
    const { time, to } = jobTime();
    assert.equal(time.ms(), 0);
    to(1_700);
    assert.equal(time.ms(), 700);
  });

  it('takes back what counted since nothing was seen any more, and goes on where it was', () => {
    const { time, to } = jobTime();
    to(5_000);
    time.stopSince(3_000);
    assert.equal(time.ms(), 2_000);
    to(9_000);
    assert.equal(time.ms(), 2_000);
    time.goOn();
    to(9_500);
    assert.equal(time.ms(), 2_500);
  });

  it('takes back no more than all of it, where nothing was seen from before its beginning', () => {
    const { time, to } = jobTime();
    to(5_000);
    time.stopSince(-60_000);
    assert.equal(time.ms(), 0);
    time.goOn();
    to(6_000);
    assert.equal(time.ms(), 1_000);
  });

  it('does not count what goes on uncounted, however nested, and also when it fails', async () => {
    const { time, to } = jobTime();
    await time.uncounted(async () => {
      to(2_000);
      await time.uncounted(async () => to(3_000));
      to(4_000);
    });
    assert.equal(time.ms(), 0);
    await assert.rejects(
      time.uncounted(async () => {
        to(5_000);
        throw new Error('it failed');
      }),
    );
    to(5_100);
    assert.equal(time.ms(), 100);
  });

  it('stands still until both have ended: what goes on uncounted, and blindness', async () => {
    const { time, to } = jobTime();
    to(1_500);
    await time.uncounted(async () => {
      to(2_000);
      time.stopSince(1_800);
      to(3_000);
    });
    to(4_000);
    assert.equal(time.ms(), 500);
    time.goOn();
    to(4_250);
    assert.equal(time.ms(), 750);
  });

  it('stays blind when it is told so twice, and counts on when it was told to that is not', () => {
    const { time, to } = jobTime();
    to(2_000);
    time.stopSince(2_000);
    to(3_000);
    time.stopSince(2_500);
    assert.equal(time.ms(), 1_000);
    time.goOn();
    time.goOn();
    to(3_500);
    assert.equal(time.ms(), 1_500);
  });
});
