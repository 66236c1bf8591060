import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import { isJobRecord, reduceJob } from '../../../src/jobs/jobReducer.ts';
import { jobProgress } from '../../../src/jobs/progress.ts';
import { done, endedWell } from '../../../src/workflow/stepResult.ts';
import { planSteps } from '../../../src/workflow/plan/planSteps.ts';
import type { JournalEntry, JournalRecord, Step } from '../../../src/workflow/journalRecord.ts';
import { sn } from '../../support/serials.ts';

const SERIAL = sn('001701000101');
const steps = planSteps(
  SERIAL,
  [{ from: '10.1.14', to: '10.2.10', images: [{ version: '10.2.10', isBase: false, reason: 'the target' }] }],
  true,
);

const submitted: JournalEntry = {
  kind: 'JOB_SUBMITTED',
  job: 'job-1',
  data: {
    type: 'standalone',
    devices: [{ serial: SERIAL, hostname: 'fw', address: '10.0.0.1' }],
    dryRun: false,
    allowPreemption: false,
    by: 'test',
    batch: null,
  },
};
const planned: JournalEntry = {
  kind: 'PLAN_FIXED',
  job: 'job-1',
  data: { runs: [{ serial: SERIAL, startingVersion: '10.1.14', path: ['10.2.10'], images: [] }], steps },
};
const begun = (step: string): JournalEntry => ({
  kind: 'STEP_BEGIN',
  job: 'job-1',
  serial: SERIAL,
  step,
  data: {},
});
const ended = (step: string): JournalEntry => ({
  kind: 'STEP_END',
  job: 'job-1',
  serial: SERIAL,
  step,
  data: done('well', { seen: 1 }),
});

function fold(...entries: JournalEntry[]): Job {
  let job: Job | undefined;
  for (const [index, entry] of entries.entries()) {
    const record: JournalRecord = { ...entry, seq: index + 1, epoch: 1, at: 1000 * (index + 1) };
    assert.ok(isJobRecord(record));
    job = reduceJob(job, record);
  }
  assert.ok(job !== undefined);
  return job;
}

const statusAt = (kind: Step['kind']): string | undefined =>
  fold(submitted, planned, begun(steps.find((step) => step.kind === kind)?.id ?? '')).runs[0]?.status;

describe('reduceJob', () => {
  it('queues what was submitted', () => {
    const job = fold(submitted);
    assert.equal(job.status, 'queued');
    assert.deepEqual(
      job.runs.map((run) => [run.serial, run.status]),
      [[SERIAL, 'pending']],
    );
  });

  it('shows the device states the original tool knows', () => {
    assert.equal(statusAt('readiness'), 'validating');
    assert.equal(statusAt('download'), 'downloading');
    assert.equal(statusAt('install'), 'installing');
    assert.equal(statusAt('restart'), 'rebooting');
    assert.equal(statusAt('prove_back'), 'rebooting');
  });

  it('keeps the starting version and moves the current one when the device proved it', () => {
    const [run] = fold(
      submitted,
      planned,
      begun(`${SERIAL}.hop1.prove_back`),
      ended(`${SERIAL}.hop1.prove_back`),
    ).runs;
    assert.ok(run !== undefined);
    assert.equal(run.startingVersion, '10.1.14');
    assert.equal(run.currentVersion, '10.2.10');
  });

  it('keeps when a step began first, also when it is taken up again after a crash', () => {
    const step = fold(
      submitted,
      planned,
      begun(`${SERIAL}.hop1.install`),
      begun(`${SERIAL}.hop1.install`),
    ).steps.find((candidate) => candidate.id === `${SERIAL}.hop1.install`);
    assert.ok(step !== undefined);
    assert.equal(step.startedAt, 3000);
    assert.equal(step.state, 'running');
  });

  it('knows nothing of a job whose submission is lost', () => {
    const record: JournalRecord = { ...begun(`${SERIAL}.hop1.install`), seq: 1, epoch: 1, at: 1 };
    assert.ok(isJobRecord(record));
    assert.equal(reduceJob(undefined, record), undefined);
  });

  it('ignores a record of a step that no plan has', () => {
    assert.deepEqual(fold(submitted, planned, begun(`${SERIAL}.hop9.install`)), fold(submitted, planned));
  });
});

describe('jobProgress', () => {
  it('grows with the steps and reaches 100 only at the end', () => {
    const entries: JournalEntry[] = [submitted, planned];
    let last = jobProgress(fold(...entries), null);
    assert.equal(last, 0);
    for (const step of steps) {
      entries.push(begun(step.id), ended(step.id));
      const now = jobProgress(fold(...entries), null);
      assert.ok(now >= last && now < 100);
      last = now;
    }
    const completed = fold(...entries, {
      kind: 'JOB_ENDED',
      job: 'job-1',
      data: endedWell('completed', 'Upgraded.'),
    });
    assert.equal(jobProgress(completed, null), 100);
  });

  it('counts the live percentage of the running step', () => {
    const job = fold(submitted, planned, begun(`${SERIAL}.hop1.install`));
    const without = jobProgress(job, null);
    assert.ok(jobProgress(job, { stepId: `${SERIAL}.hop1.install`, percent: 80, message: '' }) > without);
  });
});
