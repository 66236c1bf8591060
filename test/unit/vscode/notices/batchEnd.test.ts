import assert from 'node:assert/strict';
import type { Job } from '../../../../src/jobs/job.ts';
import { batchEnd } from '../../../../src/vscode/notices/batchEnd.ts';
import { job } from '../../../support/sampleJob.ts';

const jobs = (...statuses: Job['status'][]): Job[] =>
  statuses.map((status, n) => job({ id: `job-${n}`, type: 'download_only', batch: 'b', status }));

describe('the end of a bulk', () => {
  it('is told when the last of its jobs has ended, with the number of each end', () => {
    assert.equal(batchEnd(jobs('completed', 'active')), null);
    assert.equal(batchEnd(jobs('completed', 'queued')), null);
    assert.deepEqual(
      batchEnd(jobs('completed', 'completed', 'failed', 'skipped', 'cancelled', 'needs_operator')),
      {
        message: 'Downloads ended: 2 complete, 1 failed, 1 need an operator, 1 skipped, 1 cancelled.',
        hasFailed: true,
      },
    );
    assert.equal(batchEnd(jobs('completed', 'skipped'))?.hasFailed, false);
  });

  it('tells what was handed over from what was cancelled, and what is complete but outside its margins', () => {
    const [one, outside, cancelled, handed] = jobs('completed', 'completed', 'cancelled', 'cancelled');
    assert.ok(one !== undefined && outside !== undefined && cancelled !== undefined && handed !== undefined);
    const trouble = { code: 'outside_the_margins' };
    assert.equal(
      batchEnd([one, { ...outside, trouble }, cancelled, { ...handed, handedOverTo: 'ada' }])?.message,
      'Downloads ended: 2 complete (1 outside the margins), 1 cancelled, 1 handed over.',
    );
  });

  it('says what has ended: upgrades, downloads, or both', () => {
    const [download, other] = jobs('completed', 'completed');
    assert.ok(download !== undefined && other !== undefined);
    const upgrade: Job = { ...other, type: 'ha_pair' };
    assert.equal(
      batchEnd([upgrade, { ...upgrade, type: 'standalone' }])?.message,
      'Upgrades ended: 2 complete.',
    );
    assert.equal(batchEnd([download, upgrade])?.message, 'Jobs ended: 2 complete.');
  });

  it('leaves a job on its own to be told by itself', () => {
    assert.equal(batchEnd(jobs('failed')), null);
  });
});
