/** How the end of a job is told, and what is offered with it. */
import assert from 'node:assert/strict';
import { endingSentence, shortHashes, withoutNames } from '../../../../src/vscode/actions/endingTexts.ts';
import { jobActions } from '../../../../src/vscode/actions/jobActions.ts';
import { jobView } from '../../../../src/vscode/panels/job/jobView.ts';
import { upgradeEnd } from '../../../../src/vscode/words/upgradeEnd.ts';
import { job, step } from '../samples.ts';

const [WRONG, RIGHT] = ['0a'.repeat(32), '1b'.repeat(32)];
const REFUSED =
  'fw-1: 11.1.4-h7 is not accepted and will not be installed. ' +
  `The device reports the checksum ${WRONG}, and by version_hashes.json it is ${RIGHT}. ` +
  'Compare it with the checksum at the Palo Alto Networks support portal, then download it again.';

const MOMENT = { live: null, paused: false, now: 0, time: String, holder: null, waiting: 0 };

const refused = job({
  ...{ type: 'download_only', status: 'failed', message: `Download 11.1.4-h7: ${REFUSED}` },
  steps: [step({ kind: 'download', state: 'failed', message: REFUSED, facts: { sha256: WRONG } })],
});

describe('the end of a job in one sentence', () => {
  const sentence = (message: string): string => endingSentence(job({ message }));

  it('names the trouble once, without the device, and without checksums', () => {
    assert.equal(endingSentence(refused), '11.1.4-h7 is not accepted and will not be installed.');
  });

  it('is the sentence that tells the trouble, not the first one', () => {
    assert.equal(
      sentence('Upgraded to 10.2.10. TCP sessions 900 → 100 (-88.9 %): outside the margin. Look at it.'),
      'TCP sessions 900 → 100 (-88.9 %): outside the margin.',
    );
  });

  it('keeps the step where it says what the message does not', () => {
    const message = 'Download 11.1.0: the device does not list 11.1.0. Check its support licence.';
    assert.equal(sentence(message), 'The device does not list 11.1.0.');
    assert.equal(
      sentence('Restart into 11.1.0: it cannot be told. Look.'),
      'Restart into 11.1.0: it cannot be told.',
    );
  });

  it('does not take the dots of a version for the end of a sentence, and has an end itself', () => {
    assert.equal(
      sentence('Version 10.2.10 of e.g. this is odd. More'),
      'Version 10.2.10 of e.g. this is odd.',
    );
    assert.equal(sentence('x'.repeat(500)).length, 200);
    assert.equal(endingSentence(job()), '');
  });

  it('is the cause where somebody must look, not what is to be done by hand after it', () => {
    const message =
      'Make fw-1 functional: fw-1 was not sent it, because its peer says otherwise. It is probably still suspended: make it functional by hand.';
    assert.match(sentence(message), /^It is probably still suspended/);
    assert.equal(
      endingSentence(job({ status: 'needs_operator', message })),
      'Make fw-1 functional: fw-1 was not sent it, because its peer says otherwise.',
    );
  });

  it('says of a pair which of the two it was', () => {
    const [run] = job().runs;
    assert.ok(run !== undefined);
    const pair = job({ runs: [run, { ...run, serial: '002', hostname: 'fw-2' }] });
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
    assert.deepEqual(titles(refused), ['Retry', 'Open Version Hashes', 'Open Settings']);
    const message = 'Install 10.2.10: The device could not install 10.2.10: no room.';
    assert.deepEqual(titles(job({ status: 'failed', message })), ['Retry…', 'Show Log']);
    assert.deepEqual(titles(job({ status: 'failed', message: 'fw-1: nobody knows.' })), [
      'Retry…',
      'Test Connection',
    ]);
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
      ['Retry', 'Open Version Hashes', 'Open Settings'],
    );
    const failed = job({ status: 'failed', message: 'The device could not install 10.2.10: no room.' });
    const { actions } = jobView(failed, MOMENT);
    assert.deepEqual(actions, [{ id: 'Retry…', label: 'Retry…' }]);
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
    const pair = [...runs, ...runs.map((one) => ({ ...one, serial: '002', hostname: 'fw-2' }))];
    assert.equal(upgradeEnd(job({ status: 'completed', runs: pair })), 'fw-1 + fw-2 run 11.1.4-h7 now.');
  });

  it('says nothing of what installed nothing', () => {
    assert.equal(upgradeEnd(job({ status: 'completed', runs, dryRun: true })), null);
    assert.equal(upgradeEnd(job({ status: 'completed', runs, type: 'download_only' })), null);
    assert.equal(upgradeEnd(job({ status: 'cancelled', runs })), null);
  });
});
