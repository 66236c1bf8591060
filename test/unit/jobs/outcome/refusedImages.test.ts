/** Which images on a device no job would install. */
import assert from 'node:assert/strict';
import type { Job, RunImage } from '../../../../src/jobs/job.ts';
import { refusedImages } from '../../../../src/jobs/outcome/refusedImages.ts';
import { job, runImage } from '../../../support/sampleJob.ts';

function judged(serial: string, version: string, change: Partial<RunImage>): Job {
  const made = job({ type: 'download_only', status: 'completed' }, serial);
  const image = runImage({ version, state: 'failed', startedAt: 0, endedAt: 0, ...change });
  return { ...made, runs: made.runs.map((run) => ({ ...run, images: [image] })) };
}

const wrong = judged('1', '11.1.0', { integrity: 'mismatch' });

describe('images that were refused', () => {
  it('are those the newest judgement of which found them wrong', () => {
    assert.deepEqual(refusedImages([wrong]), new Map([['1', new Set(['11.1.0'])]]));
    const good = judged('1', '11.1.0', { state: 'downloaded', integrity: 'not_reported' });
    assert.deepEqual(refusedImages([good, wrong]), new Map());
    assert.equal(refusedImages([wrong, good]).size, 1);
  });

  it('are not cleared by a job that did not come to judge them', () => {
    const failed = judged('1', '11.1.0', { state: 'failed' });
    const waiting = judged('1', '11.1.0', { state: 'pending' });
    assert.equal(refusedImages([waiting, failed, wrong]).size, 1);
  });

  it('are told by device and version', () => {
    const elsewhere = judged('2', '11.1.0', { state: 'present', integrity: 'passed' });
    const other = judged('1', '10.2.0', { state: 'present', integrity: 'passed' });
    assert.deepEqual([...refusedImages([elsewhere, other, wrong]).keys()], ['1']);
  });
});
