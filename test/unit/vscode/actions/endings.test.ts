/** How the end of a job is told, and what is offered with it. */
import assert from 'node:assert/strict';
import type { Job } from '../../../../src/jobs/job.ts';
import { noPlan } from '../../../../src/planning/plan.ts';
import { tell } from '../../../../src/ports/trouble.ts';
import { validationWords } from '../../../../src/validation/validationTroubles.ts';
import { endingSentence, shortHashes, withoutNames } from '../../../../src/vscode/actions/endingTexts.ts';
import { aboutJob, jobActions, retryOf } from '../../../../src/vscode/actions/jobActions.ts';
import { jobView } from '../../../../src/vscode/panels/job/jobView.ts';
import { upgradeEnd } from '../../../../src/vscode/words/upgradeEnd.ts';
import { runSteps } from '../../../../src/workflow/steps/runSteps.ts';
import { inWords, type WorkflowTrouble } from '../../../../src/workflow/workflowTroubles.ts';
import { job, run, step } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';

const [WRONG, RIGHT] = ['0a'.repeat(32), '1b'.repeat(32)];
const REFUSED = tell(
  {
    code: 'image_not_accepted',
    device: 'fw-1',
    version: '11.1.4-h7',
    verdict: 'mismatch',
    reason: `The device reports the checksum ${WRONG}, and by version_hashes.json it is ${RIGHT}.`,
  },
  validationWords,
);

const MOMENT = {
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
};

const refused = job({
  ...REFUSED,
  type: 'download_only',
  status: 'failed',
  message: `Download 11.1.4-h7: ${REFUSED.message}`,
  steps: [step({ ...REFUSED, kind: 'download', state: 'failed', facts: { sha256: WRONG } })],
});

/** A job that failed by a trouble of its steps. */
const failedBy = (trouble: WorkflowTrouble, change: Partial<Job> = {}): Job =>
  job({ ...inWords(trouble), status: 'failed', ...change });

/** Of a pair whose suspended member could not be made functional again. */
async function endOfSuspended(state: 'failed' | 'needs_operator'): Promise<Job> {
  const trouble = inWords({ code: 'cannot_tell', how: 'no_restart', minutes: 5 });
  const effect = { phase: 'done', attempts: 1, evidence: null, answered: true, deviceJob: null } as const;
  const steps = [
    step({ id: 'peer', serial: sn('002'), state: 'done' }),
    step({ id: 'suspend', kind: 'suspend', state: 'done', effect }),
    step({ ...trouble, id: 'restart', kind: 'restart', title: 'Restart fw-1', state }),
    step({
      id: 'back',
      kind: 'make_functional',
      title: 'Make fw-1 functional',
      message: 'No.',
      state: 'failed',
    }),
  ];
  const never = (): never => assert.fail('nothing is carried out');
  const outcome = await runSteps({
    dryRun: false,
    steps: () => steps,
    cancelRequested: () => false,
    atSafePoint: never,
    isItsTurn: never,
    contextFor: never,
    suspendAnew: never,
    begin: never,
    end: never,
  });
  assert.ok(outcome !== 'through' && outcome !== 'waits');
  const { ending, ...told } = outcome;
  const suspended = [{ serial: sn('001'), since: 0, isProved: false, step: 'back' }];
  return job({
    ...told,
    suspended,
    status: ending,
    runs: [run(), run({ serial: sn('002'), hostname: 'fw-2' })],
    steps,
  });
}

describe('the end of a job in one sentence', () => {
  const sentence = (trouble: WorkflowTrouble, change: Partial<Job> = {}): string =>
    endingSentence(failedBy(trouble, change));

  it('names the trouble once, without the device, and without checksums', () => {
    assert.equal(endingSentence(refused), '11.1.4-h7 is not accepted and will not be installed.');
  });

  it('is the sentence that tells the trouble, not the first one', () => {
    const reasons = ['Not enough room: 0.1 GB free.'];
    assert.equal(
      sentence({ code: 'not_ready', checks: ['disk_space'], reasons, setting: null }),
      'Not enough room: 0.1 GB free.',
    );
    const comparison = 'TCP sessions 900 → 100 (-88.9 %): outside the margin.';
    assert.equal(
      sentence(
        { code: 'outside_the_margins', comparison, isBorne: true },
        { status: 'completed', message: `Upgraded to 10.2.10. ${comparison}` },
      ),
      comparison,
    );
  });

  it('says what was not sent only where the reason does not', () => {
    const because = { code: 'image_not_listed', version: '11.1.0' } as const;
    assert.equal(
      sentence({ code: 'not_sent', effect: 'download 11.1.0', because }),
      'The device does not list 11.1.0.',
    );
    assert.equal(
      sentence({ code: 'cannot_tell', how: 'no_evidence', effect: 'restart into 11.1.0' }),
      'The journal holds no evidence from before the request to restart into 11.1.0: look at the device.',
    );
  });

  it('has an end itself, and is all there is where an older release kept no more', () => {
    const message = 'Version 10.2.10 of e.g. this is odd. More';
    assert.equal(endingSentence(job({ message })), message);
    assert.equal(endingSentence(job({ message: 'x'.repeat(500) })).length, 200);
    assert.match(endingSentence(job({ message: `${'x'.repeat(198)}. Look.` })), /x…$/);
    assert.equal(endingSentence(job()), '');
  });

  it('is what is to be done by hand, unless somebody must find out first what happened', async () => {
    const failing = await endOfSuspended('failed');
    assert.match(
      endingSentence(failing),
      /^fw-1 may still be suspended, and is made functional as soon as it can be asked\. Restart fw-1: The device accepted/,
    );
    const undecided = await endOfSuspended('needs_operator');
    assert.match(undecided.message ?? '', /It may still be suspended/);
    assert.match(
      endingSentence(undecided),
      /^Restart fw-1: The device accepted the restart but runs on the same boot.* fw-1 may still be suspended/,
    );
    assert.match(endingSentence({ ...failing, suspended: [] }), /^Restart fw-1: The device accepted/);
  });

  it('says that a pair is half upgraded, and on which versions its members are', () => {
    const runs = [run({ currentVersion: '10.2.10' }), run({ serial: sn('002'), hostname: 'fw-2' })];
    const half =
      'No. The pair is half upgraded: fw-1 runs 10.2.10, fw-2 10.1.14. Upgrade it again, soon: it is taken up where it is.';
    for (const status of ['failed', 'needs_operator', 'cancelled'] as const)
      assert.equal(endingSentence(job({ status, message: 'No.', runs })), half);
    assert.equal(endingSentence(job({ status: 'failed', message: 'No.', runs: [run(), run()] })), 'No.');
  });

  it('says of a pair which of the two it was', () => {
    const [run] = job().runs;
    assert.ok(run !== undefined);
    const pair = job({ runs: [run, { ...run, serial: sn('002'), hostname: 'fw-2' }] });
    assert.equal(withoutNames('Install 10.2.10: fw-1: no', pair), 'Install 10.2.10: fw-1: no');
    assert.equal(withoutNames('fw-1: Install 10.2.10: fw-1: no', job()), 'Install 10.2.10: no');
  });

  it('shortens checksums only', () => {
    assert.equal(shortHashes(`${WRONG} 0123456789abcdef`), '0a0a0a0a… 0123456789abcdef');
  });
});

describe('what is offered with the end of a job', () => {
  const titles = (one: Parameters<typeof jobActions>[0]): string[] =>
    jobActions(one).map(({ title }) => title);

  it('is the way out of its trouble, and to try it again', () => {
    const notInstalled = { code: 'install_failed', version: '10.2.10', details: 'no room.' } as const;
    assert.deepEqual(titles(failedBy(notInstalled)), ['Retry…', 'Show Log']);
    assert.deepEqual(titles(job({ status: 'failed', message: 'fw-1: nobody knows.' })), [
      'Retry…',
      'Test Connection',
    ]);
  });

  it('is to try it again last where that cannot help before somebody has done something', () => {
    assert.deepEqual(titles(refused), ['Open Version Hashes', 'Open Settings', 'Retry']);
    const beyond = noPlan({
      code: 'illegal_path',
      why: 'beyond_model',
      to: '11.1.4',
      model: 'PA-220',
      last: '10.2',
    });
    assert.deepEqual(titles(job({ ...beyond, status: 'failed' })), ['Open Upgrade Paths', 'Retry…']);
    const inTheWay = { code: 'not_ready', checks: [], reasons: ['No.'], setting: null } as const;
    assert.deepEqual(titles(failedBy(inTheWay)), ['Retry…'], 'nothing else is offered');
    const trouble = inWords(inTheWay);
    const around = {
      code: 'nothing_changed',
      because: trouble.trouble,
      told: trouble,
      untouched: 'job',
    } as const;
    assert.deepEqual(titles(failedBy({ ...around, because: refused.trouble ?? trouble.trouble })), [
      'Open Version Hashes',
      'Open Settings',
      'Retry…',
    ]);
  });

  it('is, of credentials that were refused, those that were used', () => {
    const refusedLogin = (hasOwnCredentials: boolean): Job =>
      failedBy({
        code: 'device_error',
        kind: 'authentication',
        hasOwnCredentials,
        told: { message: 'No.', brief: 'No.' },
      });
    assert.deepEqual(titles(refusedLogin(true)), ['Set Device Credentials…', 'Test Connection', 'Retry…']);
    assert.deepEqual(titles(refusedLogin(false)), ['Set Firewall Credentials…', 'Test Connection', 'Retry…']);
    const steps = [step({ serial: sn('002'), state: 'failed' })];
    const runs = [run(), run({ serial: sn('002'), hostname: 'fw-2' })];
    assert.equal(aboutJob({ ...refusedLogin(true), runs, steps }).serial, '002', 'of a pair, of that member');
  });

  it('is, once it was tried again, the way to the new job, which its page names', () => {
    const again = job({ id: 'job-2', retryOf: refused.id, status: 'queued', createdAt: 5 });
    const later = { ...again, id: 'job-3', createdAt: 6 };
    assert.equal(retryOf(refused, [refused, later, again])?.id, 'job-3');
    assert.equal(retryOf(again, [refused, later, again]), null);
    const offered = jobActions(refused, again);
    assert.deepEqual(
      offered.map(({ title }) => title),
      ['Open Version Hashes', 'Open Settings', 'Show New Job'],
    );
    assert.deepEqual(offered.at(-1)?.argument, { jobId: 'job-2' });
    assert.match(
      jobView(refused, { ...MOMENT, retriedBy: again }).message,
      / Tried again by job-2 \(queued\)\.$/,
    );
  });

  it('is nothing while it goes on and where nothing is to be done', () => {
    assert.deepEqual(titles(job()), []);
    assert.deepEqual(titles(job({ status: 'completed', message: 'Upgraded.' })), []);
    assert.deepEqual(titles(job({ status: 'cancelled' })), ['Retry…']);
    assert.deepEqual(titles(job({ status: 'cancelled', dryRun: true })), []);
  });
});

describe('the Job page of a job that has failed', () => {
  const view = jobView(refused, MOMENT);

  it('says the whole trouble once, at its step, and compares checksums among its facts', () => {
    assert.equal(view.message, '11.1.4-h7 is not accepted and will not be installed.');
    const [shown] = view.steps;
    assert.match(shown?.message ?? '', /^11\.1\.4-h7 is not accepted .* download it again\.$/);
    assert.doesNotMatch(shown?.message ?? '', /[0-9a-f]{64}|fw-1/);
    assert.deepEqual(shown?.facts, [['SHA-256 the device reports', WRONG]]);
  });

  it('has the buttons of its notification, and its own for the log', () => {
    assert.deepEqual(
      view.actions.map(({ label }) => label),
      ['Open Version Hashes', 'Open Settings', 'Retry'],
    );
    const failed = failedBy({ code: 'install_failed', version: '10.2.10', details: 'no room.' });
    const { actions } = jobView(failed, MOMENT);
    assert.deepEqual(actions, [{ id: 'retryJob', label: 'Retry…' }]);
  });

  it('keeps a message that no step has', () => {
    const message = 'The engine was stopped.';
    const { message: shown } = jobView(job({ status: 'failed', message }), MOMENT);
    assert.equal(shown, message);
  });
});

describe('the end of an upgrade that succeeded', () => {
  const [run] = job().runs;
  assert.ok(run !== undefined);
  const runs = [{ ...run, currentVersion: '11.1.4-h7' }];

  it('says what runs now', () => {
    assert.equal(upgradeEnd(job({ status: 'completed', runs })), 'fw-1 runs 11.1.4-h7 now.');
    const pair = [...runs, ...runs.map((one) => ({ ...one, serial: sn('002'), hostname: 'fw-2' }))];
    assert.equal(upgradeEnd(job({ status: 'completed', runs: pair })), 'fw-1 + fw-2 run 11.1.4-h7 now.');
  });

  it('says nothing of what installed nothing', () => {
    assert.equal(upgradeEnd(job({ status: 'completed', runs, dryRun: true })), null);
    assert.equal(upgradeEnd(job({ status: 'completed', runs, type: 'download_only' })), null);
    assert.equal(upgradeEnd(job({ status: 'cancelled', runs })), null);
  });
});
