/** The way of a job to its page: the view of it. */
import assert from 'node:assert/strict';
import type { Job } from '../../../../src/jobs/job.ts';
import { inWords } from '../../../../src/workflow/workflowTroubles.ts';
import type { StepState } from '../../../../src/workflow/stepState.ts';
import { earlierDryRuns } from '../../../../src/vscode/panels/job/earlierDryRuns.ts';
import { jobView, pageActions } from '../../../../src/vscode/panels/job/jobView.ts';
import { stepFacts } from '../../../../src/vscode/words/stepFacts.ts';
import { isToPage } from '../../../../webview-ui/protocol.ts';
import { job, run, step } from '../../../support/sampleJob.ts';
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

describe('a job as its page shows it', () => {
  const sent = { phase: 'issued', attempts: 1, evidence: null, answered: true, deviceJob: null } as const;
  const facts = { uptime: 7, nothing: null };
  const running = step({ state: 'running', startedAt: 1000, facts, effect: sent });
  const live = { stepId: running.id, percent: 43, message: 'installing: 43 %' };
  const active = job({ steps: [running, step({ id: 'hop2.install', hop: 2, fromVersion: '10.2.10' })] });

  it('has the path with what is reached and what is in work', () => {
    assert.deepEqual(jobView(active, { ...moment, live }).path, [
      { version: '10.1.14', state: 'reached' },
      { version: '10.2.10', state: 'next' },
      { version: '11.1.4-h7', state: 'ahead' },
    ]);
    const [run] = active.runs;
    const stopped = job({ status: 'cancelled', runs: run ? [{ ...run, currentVersion: '10.2.10' }] : [] });
    assert.deepEqual(
      jobView(stopped, moment).path.map(({ state }) => state),
      ['reached', 'reached', 'ahead'],
    );
  });

  it('has the path of a pair as far as both members have come', () => {
    const [run] = active.runs;
    assert.ok(run !== undefined);
    const ahead = { ...run, startingVersion: '10.2.10', currentVersion: '10.2.10', path: ['11.1.4-h7'] };
    const states = (behind: string): string[] => {
      const runs = [ahead, { ...run, serial: sn('002'), currentVersion: behind }];
      return jobView(job({ type: 'ha_pair', runs }), moment).path.map(
        ({ version, state }) => `${version} ${state}`,
      );
    };
    assert.deepEqual(states('10.1.14'), ['10.1.14 reached', '10.2.10 next', '11.1.4-h7 ahead']);
    assert.deepEqual(states('10.2.10'), ['10.1.14 reached', '10.2.10 reached', '11.1.4-h7 next']);
  });

  it('has of a half upgraded pair the path that is left, and says which member has none', () => {
    const [run] = active.runs;
    assert.ok(run !== undefined);
    const target = '11.1.6-h3';
    const there = {
      ...run,
      hostname: 'fw-a',
      startingVersion: target,
      currentVersion: target,
      path: [target],
    };
    const behind = { ...run, serial: sn('002'), hostname: 'fw-b', path: [target] };
    for (const runs of [
      [there, behind],
      [behind, there],
    ]) {
      const { path, aim } = jobView(job({ type: 'ha_pair', runs }), moment);
      assert.deepEqual(
        path.map(({ version, state }) => `${version} ${state}`),
        ['10.1.14 reached', '11.1.6-h3 next'],
      );
      assert.equal(aim, 'Upgrade to 11.1.6-h3 · fw-a runs it already');
    }
  });

  it('has every step with its hop, its progress, its times and its evidence', () => {
    const [first, second] = jobView(active, { ...moment, live, now: 66_000 }).steps;
    assert.deepEqual(first, {
      id: 'hop1.install',
      hop: '10.1.14 → 10.2.10',
      title: 'Install 10.2.10',
      reason: running.reason,
      status: 'running',
      statusWord: 'Running',
      percent: 43,
      message: 'Installing: 43 %',
      startedAt: 'at 1000',
      duration: '1 min 5 s',
      facts: [['uptime', '7']],
      actions: [],
    });
    assert.equal(second?.hop, '10.2.10 → 11.1.4-h7');
    assert.equal(second.percent, null);
  });

  it('has what cancelling leaves behind, and goes on saying it while the job is being cancelled', () => {
    const consequence = 'It waits until 10.2.10 is installed.';
    const before = jobView(active, { ...moment, live, consequence });
    assert.equal(before.canCancel, true);
    assert.match(before.consequence, /^If you cancel now: It waits until 10\.2\.10 is installed/);
    const asked = jobView({ ...active, cancelRequested: true }, { ...moment, live, consequence });
    assert.equal(asked.canCancel, false);
    assert.match(asked.consequence, /^Cancelling: It waits until 10\.2\.10 is installed/);
    const ended = jobView({ ...active, cancelRequested: true, status: 'cancelled' }, moment);
    assert.equal(ended.consequence, '');
  });

  it('can be handed over from its begin to its end', () => {
    assert.equal(jobView(active, moment).canHandOver, true);
    assert.equal(jobView(job({ status: 'needs_operator' }), moment).canHandOver, true);
    for (const change of [{ status: 'queued' }, { status: 'completed' }, { handedOverTo: 'ada' }] as const) {
      assert.equal(jobView(job(change), moment).canHandOver, false, JSON.stringify(change));
    }
  });

  it('says that its bulk is held, and has the two ways out of that', () => {
    const holder = jobView(job({ status: 'failed', message: 'Compare: it differs.' }), {
      ...moment,
      waiting: 2,
    });
    assert.match(holder.message, /The rest of its bulk is held: 2 jobs wait for somebody to say/);
    assert.deepEqual(
      holder.actions.slice(-2).map(({ label, isQuiet }) => [label, isQuiet]),
      [
        ['Let the Rest Go On…', true],
        ['Cancel the Rest…', undefined],
      ],
    );
  });

  it('names the job that it waits for, with a way there and those out of that', () => {
    const wait = { kind: 'held', hold: { holder: job({ id: 'holder' }), failed: [] } } as const;
    const held = { ...moment, paused: true, wait, waits: 'It waits: fw-1 is outside the margins.' };
    const waiting = job({ status: 'queued' });
    const view = jobView(waiting, held);
    assert.deepEqual([view.message, view.isHeld], [held.waits, false]);
    assert.deepEqual(
      view.actions.map(({ label }) => label),
      ['Show Job', 'Let the Rest Go On…', 'Cancel the Rest…'],
    );
    assert.deepEqual(pageActions(waiting, held)[0]?.argument, { jobId: 'holder' });
    const behind = {
      ...moment,
      wait: { kind: 'behind', ahead: job({ id: 'ahead' }), hop: 'a → b' },
    } as const;
    assert.deepEqual(
      jobView(job(), behind).actions.map(({ label }) => label),
      ['Show Job'],
    );
  });

  it('does not show a job that waits for somebody as one that is over', () => {
    const steps = [
      step({ id: 'asked', state: 'needs_operator', message: 'Look.' }),
      step({ id: 'next', kind: 'restart' }),
    ];
    const waiting = jobView(job({ status: 'needs_operator', endedAt: 7, steps }), moment);
    assert.deepEqual(
      waiting.steps.map(({ statusWord }) => statusWord),
      ['Needs an operator', 'Pending'],
    );
    const names = waiting.facts.map(([name]) => name);
    assert.deepEqual([names.includes('Ended'), names.includes('Waits since')], [false, true]);
    const over = jobView(job({ status: 'cancelled', handedOverTo: 'ada', endedAt: 7, steps }), moment);
    assert.equal(over.steps[1]?.statusWord, 'Not carried out');
    assert.ok(over.facts.some(([name]) => name === 'Ended'));
  });

  it('says that the paused engine holds it, once no step is under way', () => {
    const paused = { ...moment, paused: true };
    const waiting = jobView(job({ steps: [step()] }), paused);
    assert.deepEqual([waiting.isHeld, waiting.message], [true, 'Held: the engine is paused.']);
    assert.equal(jobView(job({ status: 'queued' }), paused).isHeld, true);
    assert.equal(jobView(active, { ...paused, live }).message, 'Installing: 43 %');
    for (const change of [{ cancelRequested: true }, { status: 'completed' }] as const) {
      assert.equal(jobView(job(change), paused).isHeld, false, JSON.stringify(change));
    }
  });

  it('shows steps an ended job never came to as not carried out', () => {
    const view = jobView(job({ status: 'cancelled', steps: [step()] }), moment);
    assert.deepEqual(
      view.steps.map(({ status, statusWord }) => [status, statusWord]),
      [['skipped', 'Not carried out']],
    );
  });

  it('shows no step as running once the job has ended', () => {
    const stopped = { ...active, status: 'needs_operator', endedAt: 3000 } as const;
    const [interrupted] = jobView(stopped, { ...moment, now: 9_000_000 }).steps;
    assert.equal(interrupted?.status, 'attention');
    assert.equal(interrupted.duration, '2 s');
  });

  it('asks nobody about a step whose job somebody has taken over or cancelled: its end was not seen', () => {
    for (const handedOverTo of ['ada', null]) {
      const ended = { ...active, status: 'cancelled', handedOverTo, endedAt: 3000 } as const;
      const [left] = jobView(ended, moment).steps;
      assert.deepEqual([left?.status, left?.statusWord], ['attention', 'End not seen']);
      const reading = { ...ended, steps: [{ ...running, effect: null }] };
      assert.equal(jobView(reading, moment).steps[0]?.statusWord, 'Cancelled', 'nothing was sent in it');
    }
  });

  it('is a message the page understands', () => {
    assert.equal(isToPage({ type: 'job', job: jobView(active, { ...moment, live }) }), true);
    assert.equal(isToPage({ type: 'noJob', message: 'gone' }), true);
  });
});

describe('the evidence of a step', () => {
  const reason = 'Free space on /opt/panrepo is too small.';
  const checks: StepState['checks'] = [
    { check: 'disk_space', verdict: 'fail', reason },
    { check: 'device_jobs', verdict: 'pass', reason: 'Nobody is at work.' },
  ];

  it('has names for people and no verdict in raw form', () => {
    assert.deepEqual(stepFacts(step({ checks, facts: { passed: true, images: 20, other: 'x' } }), job()), [
      ['Disk space', `Failed. ${reason}`],
      ['Running jobs', 'Passed. Nobody is at work.'],
      ['Within the margins', 'yes'],
      ['Images', '20'],
      ['other', 'x'],
    ]);
  });

  it('names the members of a pair by their host names, with the serial beside', () => {
    const runs = [run({ hostname: 'fw-a' }), run({ hostname: 'fw-b', serial: sn('002') })];
    const facts = { active: '002', suspended: '001', 'passed 002': false, other: '003' };
    assert.deepEqual(stepFacts(step({ facts }), { runs }), [
      ['Active member', 'fw-b (002)'],
      ['Suspended member', 'fw-a (001)'],
      ['Within the margins: fw-b', 'no'],
      ['other', '003'],
    ]);
  });

  it('says what somebody decided, and who', () => {
    const facts = { decision: 'sync_config', decidedBy: 'ada' };
    assert.deepEqual(stepFacts(step({ facts }), job()), [
      ['Decision', 'Sync Now'],
      ['Decided by', 'ada'],
    ]);
  });

  it('does not repeat what the message of the step says', () => {
    const trouble = { code: 'not_ready', checks: ['disk_space'], reasons: [reason], setting: null } as const;
    const failed = step({ ...inWords(trouble), kind: 'readiness', state: 'failed', checks });
    const warned: StepState['checks'] = [{ check: 'ha', verdict: 'warn', reason }];
    const done = step({ kind: 'readiness', state: 'done', checks: warned, message: `Ready. ${reason}` });
    assert.deepEqual(
      [failed, { ...failed, trouble: null }, done].map((one) => stepFacts(one, job())[0]?.[1]),
      ['Failed', 'Failed', 'Warning'],
    );
    assert.equal(stepFacts(failed, job())[1]?.[1], 'Passed. Nobody is at work.');
  });
});

describe('the pages a new dry run takes the place of', () => {
  const ended = (id: string, serial = '001', dryRun = true): Job =>
    job({ id, dryRun, status: 'completed' }, serial);
  const shown = [ended('old'), ended('other', '002'), ended('upgrade', '001', false), job({ dryRun: true })];

  it('are those of ended dry runs of its device', () => {
    assert.deepEqual(earlierDryRuns(job({ id: 'new', dryRun: true }), shown), ['old']);
  });

  it('are none for an upgrade', () => {
    assert.deepEqual(earlierDryRuns(job({ id: 'new' }), shown), []);
  });
});
