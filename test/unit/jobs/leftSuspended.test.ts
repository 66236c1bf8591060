/** A member that a job left suspended, as its records make it: from the suspension until it is seen to be over. */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import { isJobRecord, reduceJob } from '../../../src/jobs/jobReducer.ts';
import { leftMembers } from '../../../src/jobs/leftSuspended.ts';
import { needsAttention, newestJobs } from '../../../src/jobs/newestJobs.ts';
import { suspendedNow } from '../../../src/jobs/outcome/suspendedNow.ts';
import { canHandOver } from '../../../src/jobs/work/operator.ts';
import type { JournalEntry } from '../../../src/workflow/journalRecord.ts';
import { done, failed, type StepResult } from '../../../src/workflow/stepResult.ts';
import { inWords } from '../../../src/workflow/workflowTroubles.ts';
import { job as sample, run, step } from '../../support/sampleJob.ts';
import { sn } from '../../support/serials.ts';

const SERIAL = sn('001');
const SUSPEND = 'hop1.suspend';
const BACK = 'hop1.make_functional';
const evidence = {
  serial: SERIAL,
  swVersion: '10.1.14',
  uptimeSeconds: 100,
  deviceClock: null,
  newestDeviceJob: null,
  at: 500,
};
const told = { message: 'Install 10.2.10: no room.', brief: 'No room.' };
const because = { code: 'install_failed', version: '10.2.10', details: 'no room.' } as const;

const of = (id: string) => ({ job: 'job-1', serial: SERIAL, step: id });
const intent: JournalEntry = { ...of(SUSPEND), kind: 'INTENT', data: { effect: 'suspend fw-1', evidence } };
const begins = (id: string): JournalEntry => ({ ...of(id), kind: 'STEP_BEGIN', data: {} });
const ends = (id: string, data: StepResult): JournalEntry => ({ ...of(id), kind: 'STEP_END', data });
const jobEnds: JournalEntry = {
  kind: 'JOB_ENDED',
  job: 'job-1',
  data: { ending: 'failed', ...inWords({ code: 'left_suspended', because, told, isSeen: false }) },
};
const left = [intent, ends(SUSPEND, done('It is suspended.')), jobEnds];

/** A job on a pair, whose records are a second apart. */
function after(...entries: JournalEntry[]): Job {
  const runs = [run(), run({ serial: sn('002'), hostname: 'fw-2' })];
  const kinds = ['suspend', 'prove_failover', 'install', 'restart', 'make_functional'] as const;
  const steps = kinds.map((kind) => step({ id: `hop1.${kind}`, kind, title: kind }));
  return entries.reduce<Job>(
    (job, entry, index) => {
      const record = { ...entry, seq: index + 1, epoch: 1, at: 1000 * (index + 1) };
      assert.ok(isJobRecord(record));
      const next = reduceJob(job, record);
      assert.ok(next !== undefined);
      return next;
    },
    sample({ type: 'ha_pair', runs, steps }),
  );
}

const suspendedIn = (...entries: JournalEntry[]): unknown[] => [...after(...entries).suspended];
const member = { serial: SERIAL, since: 500, step: BACK, isProved: false };

describe('a member that a job has suspended', () => {
  it('counts from the intent on, and as proved when the device said so', () => {
    assert.deepEqual(suspendedIn(begins(SUSPEND)), []);
    assert.deepEqual(suspendedIn(intent), [member]);
    assert.deepEqual(suspendedIn(intent, ends(SUSPEND, done('It is suspended.'))), [
      { ...member, isProved: true },
    ]);
    const why = { ...of(SUSPEND), kind: 'NOT_HAPPENED', data: { why: 'It is active.' } } as const;
    assert.deepEqual(suspendedIn(intent, why), []);
  });

  it('is not proved where the device only accepted the suspension, until the failover is', () => {
    const accepted = ends(SUSPEND, done('It accepted the suspension. No answer.', { seenSuspended: false }));
    assert.deepEqual(suspendedIn(intent, accepted), [member]);
    const failover = ends('hop1.prove_failover', done('fw-2 is active, fw-1 is suspended.'));
    assert.deepEqual(suspendedIn(intent, accepted, failover), [{ ...member, isProved: true }]);
  });

  it('may have come back by itself where it was restarted since', () => {
    const restart: JournalEntry = {
      ...of('hop1.restart'),
      kind: 'INTENT',
      data: { effect: 'restart', evidence },
    };
    assert.deepEqual(suspendedIn(...left, restart), [member]);
  });

  it('is left when the job has ended, and is shown once, by the job that suspended it last', () => {
    const first = after(...left);
    assert.deepEqual(leftMembers([after(intent)]), []);
    assert.deepEqual(leftMembers([first]), [{ ...member, isProved: true, hostname: 'fw-1', jobId: 'job-1' }]);
    const later = { ...first, id: 'job-2', suspended: [{ ...member, since: 900 }] };
    assert.deepEqual(
      leftMembers([later, first]).map(({ jobId }) => jobId),
      ['job-2'],
    );
  });

  it('is in sight while nobody works on the job that suspended it, which was interrupted', () => {
    const job = after(intent);
    const serials = (...atWork: string[]): string[] =>
      suspendedNow(
        [job],
        () => undefined,
        (id) => atWork.includes(id),
      ).map(({ serial }) => serial);
    assert.deepEqual([serials(), serials('job-1')], [[SERIAL], []]);
  });

  it('is somebody else’s after the job was handed over, which can be done as long as it is left', () => {
    const job = after(...left);
    assert.equal(canHandOver(job), true);
    const taken = after(...left, { kind: 'HANDED_OVER', job: 'job-1', data: { by: 'ada' } });
    assert.deepEqual([leftMembers([taken]), canHandOver(taken), taken.status], [[], false, 'failed']);
  });

  it('needs attention also behind a cancelled job, and when its devices were taken up again', () => {
    const job: Job = { ...after(...left), status: 'cancelled' };
    const newer = sample({ id: 'job-2', status: 'completed' });
    assert.equal(needsAttention(job, newestJobs([newer, job])), true);
    assert.equal(needsAttention({ ...job, suspended: [] }, newestJobs([job])), false);
  });
});

describe('what is taken back after a job has ended', () => {
  const notMade = failed({ code: 'not_made_functional', seen: 'It is suspended.', state: 'suspended' });
  const broken: JournalEntry = { ...of(BACK), kind: 'FAILED', data: notMade };

  it('begins anew each time, without the effect that came to nothing', () => {
    const tried = after(intent, begins(BACK), broken, ends(BACK, notMade), jobEnds, begins(BACK));
    const back = tried.steps.find(({ id }) => id === BACK);
    assert.deepEqual([back?.state, back?.effect?.phase, back?.message], ['running', 'not_happened', null]);
    assert.deepEqual(
      tried.runs.map(({ status }) => status),
      ['failed', 'failed'],
    );
  });

  it('makes the words of the job true, and leaves how it ended', () => {
    const job = after(...left, begins(BACK), ends(BACK, done('It is passive.')));
    assert.deepEqual(
      [job.status, job.message, job.brief, job.trouble, job.suspended],
      ['failed', 'Install 10.2.10: no room. Later: make_functional: It is passive.', 'No room.', because, []],
    );
    assert.equal(job.endedAt, after(...left).endedAt);
  });

  it('is over where the device says that it is out of its pair for another reason', () => {
    const out = (trouble: Parameters<typeof failed>[0]): number =>
      after(...left, begins(BACK), ends(BACK, failed(trouble))).suspended.length;
    const effect = 'make fw-1 functional';
    const seen = (state: string): number =>
      out({ code: 'not_sent', effect, because: { code: 'member_not_suspended', state } });
    assert.deepEqual([seen('non-functional'), seen('without HA'), seen('initial')], [0, 0, 1]);
    assert.equal(out({ code: 'not_sent', effect, because: { code: 'suspended_anew', minutes: 9 } }), 0);
    assert.equal(out({ code: 'not_sent', effect, because: { code: 'member_silent', why: 'no.' } }), 1);
    assert.equal(out({ code: 'not_made_functional', seen: '', state: 'Non-Functional' }), 0);
    assert.equal(out({ code: 'not_made_functional', seen: '', state: 'suspended' }), 1);
  });
});
