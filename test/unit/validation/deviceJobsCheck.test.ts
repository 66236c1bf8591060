import assert from 'node:assert/strict';
import type { DeviceJob } from '../../../src/panos/answers/jobs.ts';
import { checkDeviceJobs } from '../../../src/validation/deviceJobsCheck.ts';

function job(id: number, type: string, changes: Partial<DeviceJob> = {}): DeviceJob {
  return {
    id,
    type,
    status: 'running',
    result: 'pending',
    progress: 20,
    queuedAt: 0,
    user: null,
    description: null,
    details: [],
    ...changes,
  };
}

describe('checkDeviceJobs', () => {
  it('passes when nothing runs, or what runs is in nobody’s way', () => {
    for (const jobs of [
      [],
      [job(1, 'Commit', { status: 'finished' })],
      [job(2, 'WildFire'), job(3, 'FqdnRefresh'), job(4, 'Content')],
    ]) {
      assert.equal(checkDeviceJobs(jobs).verdict, 'pass');
    }
  });

  it('fails for a download, install or commit, with its id, type and user', () => {
    const result = checkDeviceJobs([
      job(7, 'Commit', { user: 'alice' }),
      job(8, 'Downld', { status: 'waiting' }),
    ]);
    assert.equal(result.verdict, 'fail');
    assert.equal(
      result.reason,
      'The device is busy with Commit job 7 of alice (running), Downld job 8 of a user the device does not name (waiting). Wait until it has ended, then start again.',
    );
  });

  it('knows the types in any letter case, and does not trust a status it cannot read', () => {
    for (const type of ['SWInstall', 'swinstall', 'Install', 'CommitAll', 'AutoCom']) {
      assert.equal(checkDeviceJobs([job(7, type, { status: 'unknown' })]).verdict, 'fail', type);
    }
  });
});
