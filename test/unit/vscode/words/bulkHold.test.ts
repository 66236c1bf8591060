/** Bulks that are held because one of their devices is outside the margins. */
import assert from 'node:assert/strict';
import type { Job } from '../../../../src/jobs/job.ts';
import {
  heldBulks,
  heldSentence,
  holderFor,
  waitingFor,
  waitsWords,
} from '../../../../src/vscode/words/bulkHold.ts';
import { job } from '../../../support/sampleJob.ts';

const holder = job({ id: 'h', batch: 'b', status: 'failed', holdsBatch: 'routes: outside the margin' });
const first = job({ id: 'q1', batch: 'b', status: 'queued' }, '002');
const second = job({ id: 'q2', batch: 'b', status: 'queued' }, '003');
const active = job({ id: 'a', batch: 'b' }, '004');
const alone = job({ id: 'x', status: 'queued' }, '005');
const otherBatch = job({ id: 'y', batch: 'c', status: 'queued' }, '006');

function book(...jobs: Job[]): { all(): Job[]; holderOf(batch: string): Job | undefined } {
  return {
    all: () => jobs,
    holderOf: (batch) => jobs.find((one) => one.batch === batch && one.holdsBatch !== null),
  };
}

describe('a bulk that is held', () => {
  const jobs = book(second, first, active, alone, otherBatch, holder);

  it('keeps what has not begun of it waiting, and nothing else', () => {
    assert.equal(holderFor(first, jobs), holder);
    for (const free of [active, alone, otherBatch, holder])
      assert.equal(holderFor(free, jobs), null, free.id);
    assert.deepEqual(waitingFor(holder, jobs), [second, first]);
    assert.deepEqual(waitingFor({ ...holder, holdsBatch: null }, jobs), []);
  });

  it('is told with its number of jobs, while there are any', () => {
    assert.equal(waitsWords(holder), 'waits: fw-1 is outside the margins');
    assert.deepEqual(heldBulks(jobs).map(heldSentence), [
      'A bulk is held: fw-1 is outside the margins, and 2 jobs wait.',
    ]);
    assert.deepEqual(heldBulks(book(first, holder)).map(heldSentence), [
      'A bulk is held: fw-1 is outside the margins, and 1 job waits.',
    ]);
    assert.deepEqual(heldBulks(book(active, holder)), []);
  });
});
