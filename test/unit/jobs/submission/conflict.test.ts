import assert from 'node:assert/strict';
import {
  ActiveJobError,
  ConflictingJobError,
  ConflictingJobTypeError,
  conflictWith,
  PendingJobError,
} from '../../../../src/jobs/submission/conflict.ts';

const device = { serial: '001701000101', hostname: 'fw-lab-01' };

describe('conflictWith', () => {
  it('names a job of another kind in the words people know, in both orders', () => {
    const download = conflictWith(
      device,
      { id: 'job-1', type: 'download_only', status: 'queued' },
      'standalone',
    );
    assert.ok(download instanceof ConflictingJobTypeError);
    assert.match(
      download.message,
      /^Device fw-lab-01 \(001701000101\) has an existing download_only job\. Cannot submit standalone job\. Download-only and normal upgrades cannot run concurrently\..*\(Job ID: job-1\)$/,
    );
    const upgrade = conflictWith(
      device,
      { id: 'job-2', type: 'standalone', status: 'active' },
      'download_only',
    );
    assert.ok(upgrade instanceof ConflictingJobTypeError);
    assert.match(upgrade.message, /existing standalone job\. Cannot submit download_only job/);
    assert.equal(upgrade.jobId, 'job-2');
  });

  it('tells a job that waits from one that is worked on', () => {
    const other = { id: 'job-1', type: 'download_only' } as const;
    assert.ok(
      conflictWith(device, { ...other, status: 'queued' }, 'download_only') instanceof PendingJobError,
    );
    assert.ok(
      conflictWith(device, { ...other, status: 'active' }, 'download_only') instanceof ActiveJobError,
    );
  });

  it('calls a pair and its member the same kind of work', () => {
    const error = conflictWith(device, { id: 'job-1', type: 'ha_pair', status: 'active' }, 'standalone');
    assert.ok(error instanceof ConflictingJobError);
    assert.ok(!(error instanceof ConflictingJobTypeError));
  });
});
