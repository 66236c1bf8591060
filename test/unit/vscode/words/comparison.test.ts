/** The ways to the Comparison page, and where a device says that it is outside its margins. */
import assert from 'node:assert/strict';
import { type Job } from '../../../../src/jobs/job.ts';
import { comparedParts, mayHaveCompared } from '../../../../src/jobs/outcome/jobComparison.ts';
import { comparisonWord } from '../../../../src/vscode/words/comparisonWord.ts';
import { targetHop } from '../../../../src/vscode/commands/asking/targets.ts';
import { jobActions } from '../../../../src/vscode/actions/jobActions.ts';
import { fleetRow } from '../../../../src/vscode/panels/fleet/fleetTable.ts';
import { jobView } from '../../../../src/vscode/panels/job/jobView.ts';
import { stepActions } from '../../../../src/vscode/actions/stepActions.ts';
import { deviceCapabilities, jobCapabilities } from '../../../../src/vscode/trees/capabilities.ts';
import { deviceLook } from '../../../../src/vscode/trees/deviceLook.ts';
import { device } from '../../../support/sampleDevice.ts';
import { job, step } from '../../../support/sampleJob.ts';
import type { Serial } from '../../../../src/panos/serial.ts';
import { stepFacts } from '../../../../src/vscode/words/stepFacts.ts';
import type { Facts } from '../../../../src/workflow/stepFindings.ts';
import type { StepState } from '../../../../src/workflow/stepState.ts';
import { sn } from '../../../support/serials.ts';
import { fakeEngine } from '../fakeEngine.ts';

const compareStep = (hop: number, passed: boolean | null) =>
  step({ id: `001.hop${hop}.compare`, kind: 'compare', hop, state: 'done', facts: { passed } });

const part = (hop: number) => ({ hop, member: null });

const OUTSIDE = 'Upgraded to 11.1.4-h7. TCP sessions 9 → 1 (-88.9 %): outside the margin.';

function upgraded(change: Partial<Job> = {}): Job {
  const steps = [compareStep(1, true), compareStep(2, false)];
  const runs = job().runs.map((run) => ({ ...run, currentVersion: '11.1.4-h7' }));
  const trouble = { code: 'outside_the_margins' };
  return job({ status: 'completed', message: OUTSIDE, trouble, steps, runs, ...change });
}

const isOffered = (capabilities: string): boolean => /\bcompared\b/.test(capabilities);

describe('Show Comparison', () => {
  it('is offered where a device runs another version than at the begin, without reading the steps', () => {
    const unread: Job = Object.defineProperty(upgraded(), 'steps', {
      get: (): never => assert.fail('The steps were read.'),
    });
    assert.ok(isOffered(jobCapabilities(unread, false)));
    assert.ok(isOffered(deviceCapabilities(device(), unread)));
    assert.ok(!isOffered(jobCapabilities(job(), false)));
    assert.ok(!isOffered(deviceCapabilities(device(), undefined)));
    assert.ok(!mayHaveCompared(upgraded({ type: 'download_only' })));
  });

  it('is offered beside each comparison, with its hop', () => {
    const view = jobView(upgraded(), {
      live: null,
      paused: false,
      now: 0,
      time: String,
      wait: null,
      waits: '',
      waiting: 0,
      suspended: [],
      left: [],
      consequence: null,
      contact: '',
    });
    assert.deepEqual(
      view.steps.map(({ actions }) => actions),
      [
        [{ id: '001.hop1.compare.comparison', label: 'Show Comparison' }],
        [{ id: '001.hop2.compare.comparison', label: 'Show Comparison' }],
      ],
    );
    assert.deepEqual(stepActions(upgraded(), compareStep(2, null))[0]?.argument, {
      jobId: 'job-1',
      hop: 2,
      member: null,
    });
    assert.deepEqual(stepActions(upgraded(), step({ kind: 'compare', state: 'skipped' })), []);
  });

  it('is among the buttons of a job that is outside its margins, and of no other', () => {
    const titles = (one: Job): boolean => jobActions(one).some(({ title }) => title === 'Show Comparison…');
    assert.ok(titles(upgraded()));
    assert.ok(titles(upgraded({ status: 'needs_operator' })));
    assert.ok(!titles(upgraded({ trouble: null })));
    assert.ok(!titles(upgraded({ status: 'failed', steps: [] })));
  });

  it('is offered for each member of an active/active pair', () => {
    const members = [sn('001'), sn('002')] as const;
    const own = (kind: StepState['kind'], serial: Serial, facts: Facts = {}) =>
      step({ id: `${serial}.hop1.${kind}`, kind, serial, state: 'done', facts });
    const compare = own('compare', members[0], { passed: false, 'passed 001': true, 'passed 002': false });
    const steps = [
      own('check_pair', members[0], { mode: 'active-active' }),
      ...members.map((serial) => own('post_snapshot', serial)),
      compare,
    ];
    const runs = members.flatMap((serial) =>
      job().runs.map((run) => ({ ...run, serial, hostname: `fw-${serial}` })),
    );
    const one = upgraded({ type: 'ha_pair', steps, runs });
    assert.deepEqual(
      stepActions(one, compare).map(({ id, title, argument }) => [id, title, argument]),
      members.map((member) => [
        `001.hop1.compare.comparison.${member}`,
        `Show Comparison of fw-${member}`,
        { jobId: 'job-1', hop: 1, member },
      ]),
    );
    assert.deepEqual(
      comparedParts(one).map((each) => comparisonWord(one, each)),
      ['within the margins', 'outside the margins'],
    );
    assert.ok(
      stepFacts(compare, one).some(
        ([name, value]) => name === 'Within the margins: fw-002' && value === 'no',
      ),
    );
  });

  it('takes the hop from the row of a hop, or of one of its steps', () => {
    assert.equal(targetHop({ jobId: 'job-1', hop: 2 }, upgraded()), 2);
    assert.equal(targetHop({ jobId: 'job-1', stepId: '001.hop2.compare' }, upgraded()), 2);
    for (const other of [undefined, { jobId: 'job-1' }, { hop: '2' }, { stepId: 'other' }])
      assert.equal(targetHop(other, upgraded()), null);
  });

  it('knows which hops were compared, and with what result', () => {
    const steps = [compareStep(1, true), step({ kind: 'compare', hop: 2 }), compareStep(3, null)];
    const one = upgraded({ steps });
    assert.deepEqual(comparedParts(one), [part(1), part(3)]);
    assert.deepEqual(
      [comparisonWord(one, part(1)), comparisonWord(upgraded(), part(2)), comparisonWord(one, part(3))],
      ['within the margins', 'outside the margins', 'not everything could be compared'],
    );
  });
});

describe('a device that is outside its margins', () => {
  const look = (newest: Job) =>
    deviceLook(device(), {
      job: newest,
      percent: 100,
      needsAttention: false,
      paused: false,
      suspended: undefined,
      left: undefined,
      haState: null,
    });

  it('says so in its row', () => {
    assert.match(look(upgraded()).description, /^outside the margins · /);
    assert.equal(look(upgraded()).icon, 'warning');
    assert.equal(look(upgraded({ trouble: null })).icon, 'vm-active');
    // It has its own words for that.
    assert.doesNotMatch(look(upgraded({ status: 'failed' })).description, /outside/);
  });

  it('stands above the others on the Fleet page', () => {
    const row = (newest: Job) => fleetRow(fakeEngine('owner', [newest]), device(), newest);
    assert.deepEqual([row(upgraded()).counter, row(upgraded()).comesFirst], ['outside', true]);
    const fine = row(upgraded({ trouble: null }));
    assert.deepEqual([fine.counter, fine.comesFirst], ['upgraded', undefined]);
  });
});
