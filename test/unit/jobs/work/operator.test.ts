/** What people say about jobs, as the book of jobs has it afterwards. */
import assert from 'node:assert/strict';
import { byTurn } from '../../../../src/jobs/job.ts';
import { endAllHandedOver } from '../../../../src/jobs/work/handedOver.ts';
import { JobBook } from '../../../../src/jobs/jobBook.ts';
import type { EndingParts } from '../../../../src/jobs/left/endJob.ts';
import { leftBehind } from '../../../../src/jobs/left/leftBehind.ts';
import {
  closeUndecided,
  decide,
  decisionsFor,
  moveInQueue,
  releaseBatch,
  undecidedStep,
} from '../../../../src/jobs/work/operator.ts';
import { done, failed, needsOperator } from '../../../../src/workflow/stepResult.ts';
import { reduceStep, pendingStep, type StepState } from '../../../../src/workflow/stepState.ts';
import type { JournalEntry, JournalRecord, Step } from '../../../../src/workflow/journalRecord.ts';
import { sn } from '../../../support/serials.ts';

const evidence = {
  serial: sn('001'),
  swVersion: '10.1.14',
  uptimeSeconds: 60,
  deviceClock: 0,
  newestDeviceJob: 1,
  at: 0,
};

function plan(kind: Step['kind']): Step {
  return {
    id: `001.hop1.${kind}`,
    kind,
    serial: sn('001'),
    hop: 1,
    title: kind,
    reason: '',
    fromVersion: '10.1.14',
    version: '10.2.10',
  };
}

/** A book whose journal is a list; the clock goes on by a second with every record. */
function newBook(): EndingParts & { records: JournalRecord[] } {
  const records: JournalRecord[] = [];
  const append = (entry: JournalEntry): JournalRecord => {
    const seq = records.length + 1;
    const record: JournalRecord = { ...entry, seq, epoch: 1, at: 1000 * seq };
    records.push(record);
    return record;
  };
  const rows = { all: () => [], save: () => undefined, lastSeq: () => 0 };
  const book = new JobBook({ append }, rows, [], { holdAfterFailures: 3, onePairFirst: true });
  return { book, records, leftOf: (job) => leftBehind(job, () => undefined, 0) };
}

function submit(book: JobBook, id: string, batch: string | null = null): void {
  const devices = [{ serial: sn(id), hostname: `fw-${id}`, address: '10.0.0.1' }];
  const what = { type: 'standalone', dryRun: false, allowPreemption: false, by: 'test', batch } as const;
  book.append({ kind: 'JOB_SUBMITTED', job: id, data: { ...what, devices } });
}

/** A job that waits for somebody because of its installation; the suspension after it was taken back out of turn. */
function submitUndecided(book: JobBook): void {
  submit(book, '001');
  const key = { job: '001', serial: sn('001') };
  book.append({ kind: 'JOB_STARTED', job: '001', data: {} });
  const steps = [plan('install'), plan('restart'), plan('make_functional')];
  const run = { serial: sn('001'), startingVersion: '10.1.14', path: ['10.2.10'], images: [] };
  book.append({ kind: 'PLAN_FIXED', job: '001', data: { runs: [run], steps } });
  const at = (kind: Step['kind']): typeof key & { step: string } => ({ ...key, step: plan(kind).id });
  book.append({ ...at('install'), kind: 'INTENT', data: { effect: 'install', evidence } });
  book.append({ ...at('install'), kind: 'ISSUED', data: { answered: false, deviceJob: null } });
  const ending = needsOperator({ code: 'cannot_tell', how: 'no_evidence', effect: 'install' });
  book.append({ ...at('install'), kind: 'STEP_END', data: ending });
  const passive = done('It is passive.');
  book.append({ ...at('make_functional'), kind: 'STEP_END', data: passive });
  book.append({
    kind: 'JOB_ENDED',
    job: '001',
    data: { ...ending, ending: 'needs_operator' },
  });
}

const order = (book: JobBook): string[] =>
  book
    .open()
    .toSorted(byTurn)
    .map(({ id }) => id);

describe('what may be said of a step', () => {
  const effect = { attempts: 1, evidence, answered: true, deviceJob: null };
  const states: readonly (readonly [Partial<StepState>, string])[] = [
    [{ effect: { ...effect, phase: 'intended' } }, 'happened not_happened look_again'],
    [{ effect: { ...effect, phase: 'issued' } }, 'happened not_happened look_again'],
    [{ effect: { ...effect, phase: 'adopted' } }, 'happened not_happened look_again'],
    [{ effect: { ...effect, phase: 'not_happened' } }, 'look_again'],
    [{ effect: null }, 'look_again'],
    [{ kind: 'compare' }, 'go_on look_again'],
    [{ kind: 'prove_pair', trouble: { code: 'not_in_step' } }, 'sync_config go_on look_again'],
    [{ kind: 'prove_pair', trouble: { code: 'unexpected_error' } }, 'look_again'],
  ];
  for (const [change, decisions] of states) {
    it(`${change.kind ?? change.effect?.phase ?? 'without an effect'}: ${decisions}`, () => {
      assert.equal(decisionsFor({ ...pendingStep(plan('install')), ...change }).join(' '), decisions);
    });
  }
});

describe('a job that waits for somebody', () => {
  it('goes on with its step, and what was done out of turn because it stopped is due again', () => {
    const { book } = newBook();
    submitUndecided(book);
    const stepId = '001.hop1.install';
    decide(book, { jobId: '001', stepId, decision: 'not_happened', by: 'ada' });
    const job = book.get('001');
    assert.deepEqual([job?.status, job?.message, job?.endedAt], ['active', null, null]);
    assert.deepEqual(
      job?.steps.map(({ state, effect }) => [state, effect?.phase ?? null]),
      [
        ['running', 'not_happened'],
        ['pending', null],
        ['pending', null],
      ],
    );
  });

  it('is over when somebody takes care of it', () => {
    const parts = newBook();
    const { book, records } = parts;
    submitUndecided(book);
    const job = book.get('001');
    assert.ok(job !== undefined);
    assert.equal(undecidedStep(job)?.id, '001.hop1.install');
    closeUndecided(parts, '001', 'ada');
    const ended = book.get('001');
    assert.deepEqual([ended?.status, ended?.handedOverTo], ['cancelled', 'ada']);
    assert.deepEqual(
      records.slice(-2).map(({ kind }) => kind),
      ['HANDED_OVER', 'JOB_ENDED'],
    );
    assert.throws(() => closeUndecided(parts, '001', 'ada'), /does not wait for this decision any more/);
  });

  it('is over also when the window died between the two records', () => {
    const parts = newBook();
    const { book } = parts;
    submitUndecided(book);
    book.append({ kind: 'HANDED_OVER', job: '001', data: { by: 'ada' } });
    const job = book.get('001');
    assert.ok(job !== undefined);
    assert.equal(undecidedStep(job), undefined);
    endAllHandedOver(parts);
    assert.equal(book.get('001')?.status, 'cancelled');
  });

  it('is none whose step has no end: where a line of the journal was damaged, nobody knows which step is the last one', () => {
    const { book } = newBook();
    submitUndecided(book);
    const job = book.get('001');
    assert.ok(job !== undefined);
    const steps = job.steps.map((step) => reduceStep(step, stepBegin(step)));
    assert.equal(undecidedStep({ ...job, steps }), undefined);
  });
});

function stepBegin({ id, serial }: StepState): JournalRecord {
  return { kind: 'STEP_BEGIN', job: '001', serial, step: id, data: {}, seq: 99, epoch: 1, at: 0 };
}

describe('the order of the queue', () => {
  it('is that of the submission, until jobs are moved; their own order stays', () => {
    const { book } = newBook();
    for (const id of ['a', 'b', 'c', 'd', 'e']) submit(book, id);
    assert.deepEqual(order(book), ['a', 'b', 'c', 'd', 'e']);
    moveInQueue(book, ['d', 'c'], 'first', 'ada');
    assert.deepEqual(order(book), ['c', 'd', 'a', 'b', 'e']);
    moveInQueue(book, ['b', 'c'], 'first', 'ada');
    assert.deepEqual(order(book), ['c', 'b', 'd', 'a', 'e']);
    moveInQueue(book, ['c', 'a'], 'last', 'ada');
    assert.deepEqual(order(book), ['b', 'd', 'e', 'c', 'a']);
    moveInQueue(book, ['d'], 'last', 'ada');
    assert.deepEqual(order(book), ['b', 'e', 'c', 'a', 'd']);
  });

  it('leaves alone what has begun or ended', () => {
    const { book, records } = newBook();
    submit(book, 'a');
    book.append({ kind: 'JOB_STARTED', job: 'a', data: {} });
    const before = records.length;
    moveInQueue(book, ['a', 'nobody'], 'first', 'ada');
    assert.equal(records.length, before);
  });
});

/** Its device is not as it was before. */
function mismatch(book: JobBook, job: string): void {
  const step = plan('compare');
  const runs = [{ serial: sn('001'), startingVersion: '10.1.14', path: ['10.2.10'], images: [] }];
  book.append({ kind: 'PLAN_FIXED', job, data: { runs, steps: [step] } });
  const data = failed({ code: 'outside_the_margins', comparison: 'routes', isBorne: false });
  book.append({ kind: 'STEP_END', job, serial: sn('001'), step: step.id, data });
}

describe('a bulk that is held', () => {
  it('goes on when somebody says so, whichever of its devices held it', () => {
    const { book } = newBook();
    for (const id of ['a', 'b', 'c']) submit(book, id, 'bulk');
    for (const id of ['a', 'b']) mismatch(book, id);
    assert.ok(book.holdOf('bulk') !== undefined);
    releaseBatch(book, 'a', 'ada');
    assert.deepEqual(
      book.all().map(({ holdsBatch }) => holdsBatch),
      [null, null, null],
    );
    assert.equal(book.holdOf('bulk'), undefined);
  });

  it('is not released by a job that belongs to none, or that there is not', () => {
    const { book, records } = newBook();
    submit(book, 'a');
    releaseBatch(book, 'a', 'ada');
    releaseBatch(book, 'nobody', 'ada');
    assert.equal(records.length, 1);
  });
});
