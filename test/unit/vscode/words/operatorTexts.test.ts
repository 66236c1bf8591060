/** The words around a step that somebody has to judge, and before somebody takes the devices of a job. */
import assert from 'node:assert/strict';
import type { Job } from '../../../../src/jobs/job.ts';
import { targetDecision, targetJobs } from '../../../../src/vscode/commands/asking/targets.ts';
import { handOverQuestion } from '../../../../src/vscode/commands/asking/handOverQuestion.ts';
import { withWhatIsLeft } from '../../../../src/jobs/leftSuspended.ts';
import { jobActions } from '../../../../src/vscode/actions/jobActions.ts';
import { jobStatusWord } from '../../../../src/vscode/words/jobTexts.ts';
import { choicesOf, evidenceOf } from '../../../../src/vscode/words/operatorTexts.ts';
import { jobView } from '../../../../src/vscode/panels/job/jobView.ts';
import type { StepState } from '../../../../src/workflow/stepState.ts';
import { job, run, step } from '../../../support/sampleJob.ts';
import { fakeEngine } from '../fakeEngine.ts';
import { sn } from '../../../support/serials.ts';

const time = (at: number): string => `at ${at}`;
const moment = {
  live: null,
  paused: false,
  now: 0,
  time,
  wait: null,
  waits: '',
  waiting: 0,
  suspended: [],
  left: [],
  consequence: null,
  contact: '',
};
const evidence = {
  serial: sn('001'),
  swVersion: '10.1.14',
  newestDeviceJob: 41,
  at: 1000,
  uptimeSeconds: 3 * 86_400 + 3600,
  deviceClock: Date.UTC(2026, 10, 21, 22, 15, 30),
};
const lost = { phase: 'issued', attempts: 1, evidence, answered: false, deviceJob: null } as const;

function waiting(change: Partial<StepState> = {}, more: Partial<Job> = {}): Job {
  const message = 'It cannot be told whether the device carried out the request to install 10.2.10.';
  const steps = [step({ state: 'needs_operator', message, effect: lost, ...change })];
  return job({ status: 'needs_operator', message: `Install 10.2.10: ${message}`, steps, ...more });
}

function choices(of: Job): string[] {
  const [undecided] = of.steps;
  assert.ok(undecided !== undefined);
  return choicesOf(of, undecided).map(({ label, then }) => `${label}: ${then}`);
}

describe('a step of which nobody knows', () => {
  it('is shown with what is known of it', () => {
    const { decision } = jobView(waiting(), moment);
    assert.ok(decision !== null);
    assert.equal(decision.title, 'Install 10.2.10 on fw-1');
    assert.match(decision.message, /cannot be told/);
    assert.deepEqual(decision.evidence, [
      ['Written down', 'at 1000, before it was sent'],
      ['PAN-OS then', '10.1.14'],
      ['Uptime then', '3 d 1 h'],
      ['Its clock then', '2026-11-21 22:15:30'],
      ['Newest job then', '41'],
      ['Answer of the device', 'The request left, and no answer came.'],
    ]);
  });

  it('says what is not known', () => {
    const blank = { ...evidence, uptimeSeconds: null, deviceClock: null, newestDeviceJob: null };
    const effect = { ...lost, phase: 'intended', evidence: blank, attempts: 2 } as const;
    assert.deepEqual(evidenceOf(step({ effect }), time).slice(2), [
      ['Uptime then', 'not known'],
      ['Its clock then', 'not known'],
      ['Newest job then', 'none was listed'],
      ['Answer of the device', 'It is not known whether the request left.'],
      ['Times it was sent', '2'],
    ]);
    assert.deepEqual(evidenceOf(step(), time), []);
  });

  it('is shown with what each answer leads to', () => {
    const [happened, not, again, ...others] = choices(waiting());
    assert.match(
      happened ?? '',
      /^It Happened: 10\.2\.10 counts as installed, and fw-1 is restarted into it\./,
    );
    assert.match(
      not ?? '',
      /^It Did Not Happen: fw-1 is looked at once more, and then told to install 10\.2\.10/,
    );
    assert.match(
      again ?? '',
      /^Look Again: fw-1 is asked again .* Nothing is sent before that is certain\.$/,
    );
    assert.deepEqual(others, []);
    const [, restart] = choices(waiting({ kind: 'restart' }));
    assert.match(restart ?? '', /it is restarted \(again, if it did happen\)\.$/);
  });

  it('is told from the others in as much of a line as a list shows', () => {
    const kinds = ['install', 'restart', 'suspend', 'compare', 'prove_pair', 'make_functional'] as const;
    for (const kind of kinds) {
      const effect = kind === 'compare' || kind === 'prove_pair' ? null : lost;
      const [undecided] = waiting({ kind, effect }).steps;
      assert.ok(undecided !== undefined);
      const lines = choicesOf(waiting(), undecided).map(({ brief }) => brief.slice(0, 80));
      assert.equal(new Set(lines.map((line) => line.slice(0, 30))).size, lines.length, lines.join('\n'));
      for (const { brief } of choicesOf(waiting(), undecided)) {
        assert.ok(brief.length <= 80, brief);
        assert.match(brief, /^["A-Z0-9f].*\.$/);
      }
    }
  });

  it('may be a comparison, whose difference is accepted, or which is made again', () => {
    const [goOn, again, ...others] = choices(waiting({ kind: 'compare', effect: null }));
    assert.match(
      goOn ?? '',
      /^Go On: You accept the difference: .* the rest of its bulk goes on too, where no other job holds it\.$/,
    );
    assert.match(again ?? '', /^Look Again: The snapshots are compared once more/);
    assert.deepEqual(others, []);
  });

  it('is left at the next safe point where the job was cancelled before', () => {
    for (const text of choices(waiting({}, { cancelRequested: true })))
      assert.match(text, /The job was cancelled, so it then stops at its next safe point\.$/);
  });

  it('is none where nothing waits, or its device was handed over', () => {
    assert.equal(jobView(job(), moment).decision, null);
    assert.equal(jobView(waiting({}, { handedOverTo: 'ada' }), moment).decision, null);
    assert.equal(jobView(waiting({ state: 'running' }), moment).decision, null);
  });

  it('is offered in the notification of its job, and its page has buttons of its own', () => {
    assert.equal(jobActions(waiting())[0]?.title, 'Decide…');
    assert.ok(!jobView(waiting(), moment).actions.some(({ label }) => label === 'Decide…'));
  });
});

describe('the question before a job is handed over', () => {
  it('says what stops, what is left, and that cancelling is something else', () => {
    const running = step({ state: 'running', effect: { ...lost, answered: true, deviceJob: 42 } });
    const question = handOverQuestion(withWhatIsLeft(job({ steps: [running] })), fakeEngine());
    assert.equal(question?.message, 'Hand fw-1 over to you now?');
    assert.match(question.detail, /^The job stops at this moment, in the middle of "Install 10\.2\.10"\. /);
    assert.match(question.detail, /Cancel Job stops at the next safe point instead\./);
    assert.match(
      question.detail,
      /\n\nfw-1 runs 10\.1\.14; it was told to install 10\.2\.10 \(its job 42\), and may still be doing so/,
    );
  });

  it('is another one for a job that waits for somebody, and none for others', () => {
    assert.match(
      handOverQuestion(waiting(), fakeEngine())?.detail ?? '',
      /^The job ends, and nothing more is sent: it is yours/,
    );
    assert.equal(handOverQuestion(job({ status: 'queued' }), fakeEngine()), null);
    assert.equal(handOverQuestion(job({ status: 'failed' }), fakeEngine()), null);
  });

  it('is followed by a job that says so', () => {
    assert.equal(jobStatusWord(job({ handedOverTo: 'ada' })), 'Handing over');
    assert.equal(jobStatusWord(job({ handedOverTo: 'ada', status: 'cancelled' })), 'Handed over');
    assert.equal(jobStatusWord(job({ handedOverTo: 'ada', status: 'completed' })), 'Completed');
  });
});

describe('what a command about jobs was called on', () => {
  const jobs = [job({ id: 'a' }), job({ id: 'b' }, '002')];
  const book = { all: () => jobs, get: (id: string) => jobs.find((one) => one.id === id) };
  const ids = (target: unknown, others: unknown): string[] | undefined =>
    targetJobs(target, others, book)?.map(({ id }) => id);

  it('are all rows that were selected, each job once', () => {
    const [a, b] = [{ jobId: 'a' }, { jobId: 'b' }];
    assert.deepEqual(ids(a, [a, b, a]), ['a', 'b']);
    assert.deepEqual(ids(b, undefined), ['b']);
    assert.deepEqual(ids({ jobId: 'gone' }, []), []);
    assert.equal(ids(undefined, undefined), undefined);
  });

  it('is what was pressed on a page, if it is an answer', () => {
    const pressed = { stepId: 's', decision: 'happened' } as const;
    assert.deepEqual(targetDecision({ jobId: 'a', ...pressed }), pressed);
    assert.equal(targetDecision({ jobId: 'a', stepId: 's', decision: 'explode' }), null);
    assert.equal(targetDecision({ jobId: 'a', stepId: 's' }), null);
  });
});

describe('a pair of which somebody has to say what becomes of its configuration', () => {
  const runs = [run({ serial: sn('001'), hostname: 'fw-1' }), run({ serial: sn('002'), hostname: 'fw-2' })];
  const proof = step({
    kind: 'prove_pair',
    title: 'Prove the pair is whole',
    state: 'needs_operator',
    facts: { active: '002', asked: true },
    trouble: { code: 'not_in_step' },
  });
  const of = job({ status: 'needs_operator', type: 'ha_pair', runs, steps: [proof] });

  it('is asked about with what is done on which device', () => {
    assert.deepEqual(
      choicesOf(of, proof).map(({ label, question }) => [label, question]),
      [
        ['Sync Now', 'Copy the configuration of fw-2 to fw-1?'],
        ['Go On Anyway', 'Go on although fw-2 and fw-1 do not have one configuration?'],
        ['Look Again', null],
      ],
    );
    const [sync, anyway, again] = choices(of);
    assert.match(
      sync ?? '',
      /fw-1 takes over the running configuration of fw-2.*what was changed on fw-1 alone is lost/,
    );
    assert.match(anyway ?? '', /Nothing is sent to fw-2 or fw-1.*you accepted it is recorded with your name/);
    assert.match(again ?? '', /Nothing is sent/);
  });

  it('has Decide… among the buttons of its job, once', () => {
    assert.deepEqual(jobActions(of).filter(({ id }) => id === 'decideStep').length, 1);
  });
});
