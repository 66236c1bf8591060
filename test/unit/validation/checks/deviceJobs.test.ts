import assert from 'node:assert/strict';
import { deviceJobs } from '../../../../src/validation/checks/deviceJobs.ts';
import type { Finding } from '../../../../src/validation/checkResult.ts';
import { judged } from './scriptedDevice.ts';

function job(id: number, type: string, status = 'ACT', user = ''): string {
  return `<job><id>${id}</id><type>${type}</type><status>${status}</status><user>${user}</user></job>`;
}

function finding(...jobs: string[]): Promise<Finding> {
  return judged(deviceJobs, { 'show jobs all': jobs.join('') });
}

describe('the check of running jobs', () => {
  it('passes when nothing runs, or what runs is in nobody’s way', async () => {
    for (const jobs of [
      [],
      [job(1, 'Commit', 'FIN')],
      [job(2, 'WildFire'), job(3, 'FqdnRefresh'), job(4, 'Content')],
    ]) {
      assert.equal((await finding(...jobs)).verdict, 'pass');
    }
  });

  it('fails for a download, install or commit, with its id, type and user', async () => {
    const { verdict, reason } = await finding(job(7, 'Commit', 'ACT', 'alice'), job(8, 'Downld', 'PEND'));
    assert.equal(verdict, 'fail');
    assert.equal(
      reason,
      'The device is busy with Commit job 7 of alice (running), Downld job 8 of a user the device does not name (waiting). Wait until it has ended, then start again.',
    );
  });

  it('knows the types in any letter case, and does not trust a status it cannot read', async () => {
    for (const type of ['SWInstall', 'swinstall', 'Install', 'CommitAll', 'AutoCom']) {
      assert.equal((await finding(job(7, type, 'NEW'))).verdict, 'fail', type);
    }
  });

  it('names few of many, on one line and without links', async () => {
    const many = Array.from({ length: 9 }, (_, id) => job(id, 'Commit', 'ACT', '[a](b)\n&lt;i&gt;'));
    const { reason } = await finding(...many);
    assert.match(reason, / and 4 more\. Wait until/);
    assert.doesNotMatch(reason, /[[\]\n]/);
  });
});
