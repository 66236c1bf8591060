import assert from 'node:assert/strict';
import type { DeviceJob } from '../../../../src/panos/answers/jobs.ts';
import { followJob, type JobEnd } from '../../../../src/workflow/proof/followJob.ts';
import { deviceJob, fakeContext } from '../fakeContext.ts';

/** Follows job 7, of which the device shows these states, one a poll; the last one stays. */
async function follow(...states: (DeviceJob | null)[]): Promise<{ end: JobEnd; minutes: number }> {
  let polls = 0;
  const { context, clock } = fakeContext({
    'show jobs id': () => states[Math.min(polls++, states.length - 1)],
  });
  const began = clock.now();
  const wanted = { id: 7, type: 'SWInstall', notBefore: 1_000_000, label: 'installing' };
  const end = await clock.drive(followJob(context, wanted));
  return { end, minutes: (clock.now() - began) / 60_000 };
}

const job = (changes: Partial<DeviceJob> = {}): DeviceJob =>
  deviceJob(7, { queuedAt: 1_000_000, ...changes });
const finished = (result: DeviceJob['result'], ...details: string[]): DeviceJob =>
  job({ status: 'finished', result, details });

describe('followJob', () => {
  it('bears progress that falls back or is not a number', async () => {
    const { end } = await follow(
      job({ progress: 90 }),
      job({ progress: 0 }),
      job({ progress: null }),
      finished('ok'),
    );
    assert.equal(end.kind, 'ok');
  });

  it("gives the device's words of a failure", async () => {
    const { end } = await follow(finished('fail', 'Image is damaged.', 'Try again.'));
    assert.deepEqual(end.kind === 'fail' ? end.details : end, 'Image is damaged. Try again.');
  });

  it('takes no stranger for its own: another type, an earlier job, none', async () => {
    assert.equal((await follow(job({ type: 'Commit' }))).end.kind, 'unknown');
    assert.equal((await follow(job({ queuedAt: 900_000 }))).end.kind, 'unknown');
    assert.equal((await follow(null)).end.kind, 'unknown');
  });

  it('makes neither success nor failure of an end without a result', async () => {
    assert.equal((await follow(finished('unknown'))).end.kind, 'unknown');
  });

  it('waits for a job that is not listed at once', async () => {
    assert.equal((await follow(null, null, job(), finished('ok'))).end.kind, 'ok');
  });

  it('gives up what does not move, and says for how long', async () => {
    const { end, minutes } = await follow(job({ progress: 40 }));
    assert.ok(end.kind === 'gave_up');
    assert.match(end.why, /no progress for 30 minutes.*running, 40 %/);
    assert.ok(minutes >= 30 && minutes < 31);
  });

  it('gives up in the end what moves for ever', async () => {
    const states = Array.from({ length: 3000 }, (_, index) => job({ progress: index % 100 }));
    const { end, minutes } = await follow(...states);
    assert.ok(end.kind === 'gave_up');
    assert.match(end.why, /had not ended after 4 hours/);
    assert.ok(minutes >= 240 && minutes < 242);
  });
});
