import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import { JobBook } from '../../../src/jobs/jobBook.ts';
import type { JournalEntry, JournalRecord } from '../../../src/workflow/journalRecord.ts';
import { job } from '../../support/sampleJob.ts';

const BULK = { holdAfterFailures: 3, onePairFirst: true };

describe('the book of jobs', () => {
  let seq: number;
  const journal = {
    append: (entry: JournalEntry): JournalRecord => ({ ...entry, seq: (seq += 1), epoch: 1, at: 10 + seq }),
  };
  beforeEach(() => {
    seq = 0;
  });

  function bookOf(jobs: readonly Job[], onSave: (stored: ((job: Job) => void) | undefined) => void): JobBook {
    const rows = {
      all: () => [...jobs],
      lastSeq: () => 0,
      save: (_job: Job, _seq: number, onStored?: (job: Job) => void) => onSave(onStored),
    };
    return new JobBook(journal, rows, [], BULK);
  }

  it('gives all jobs newest first, each as it is now, and changes no list that it gave before', () => {
    const open = { status: 'queued', startedAt: null } as const;
    const jobs = [1, 2, 3].map((at) => job({ id: `job-${at}`, createdAt: at, ...open }));
    const book = bookOf(jobs, () => undefined);
    const first = book.all();
    assert.equal(book.all(), first);
    book.append(started('job-2'));
    const second = book.all();
    assert.deepEqual(
      second.map(({ id, status }) => `${id} ${status}`),
      ['job-3 queued', 'job-2 active', 'job-1 queued'],
    );
    assert.equal(first[1]?.status, 'queued');
    book.append({ kind: 'JOB_SUBMITTED', job: 'job-4', data: SUBMITTED });
    book.append(started('job-1'));
    assert.deepEqual(
      book.all().map(({ id, status }) => `${id} ${status}`),
      ['job-4 queued', 'job-3 queued', 'job-2 active', 'job-1 active'],
    );
  });

  it('holds an ended job as the disk has it once it is there, but no older state of a job', () => {
    const stored: ((job: Job) => void)[] = [];
    const book = bookOf([job({ id: 'job-1', status: 'queued' })], (onStored) => {
      if (onStored !== undefined) stored.push(onStored);
    });
    const end = { ending: 'completed', message: 'Upgraded.', brief: null, trouble: null } as const;
    book.append(started('job-1'));
    const ended = book.append({ kind: 'JOB_ENDED', job: 'job-1', data: end });
    const onDisk = { ...ended };
    stored[0]?.({ ...onDisk, message: 'before' });
    assert.equal(book.get('job-1'), ended, 'it has changed since that was written');
    stored[1]?.(onDisk);
    assert.equal(book.get('job-1'), onDisk);
    assert.equal(book.all()[0], onDisk);
  });
});

function started(id: string): Extract<JournalEntry, { kind: 'JOB_STARTED' }> {
  return { kind: 'JOB_STARTED', job: id, data: {} };
}

const SUBMITTED: Extract<JournalEntry, { kind: 'JOB_SUBMITTED' }>['data'] = {
  type: 'standalone',
  dryRun: false,
  allowPreemption: false,
  by: 'test',
  batch: null,
  devices: [],
};
