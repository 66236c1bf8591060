/** Sentences for people: tooltips, questions, summaries. */
import assert from 'node:assert/strict';
import { cancelConsequence } from '../../../../src/vscode/words/cancelConsequence.ts';
import { upgradeQuestion } from '../../../../src/vscode/commands/asking/upgradeQuestionWords.ts';
import { factLines, plainMarkdown } from '../../../../src/vscode/exits/markdown.ts';
import { plainMessage } from '../../../../src/vscode/exits/plainText.ts';
import { systemClock } from '../../../../src/ports/systemClock.ts';
import { timeWords } from '../../../../src/vscode/engine/times.ts';
import type { StepState } from '../../../../src/workflow/stepState.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';
import { device } from '../../../support/sampleDevice.ts';
import { job, run, step } from '../../../support/sampleJob.ts';
import type { Job } from '../../../../src/jobs/job.ts';
import { fakeEngine } from '../fakeEngine.ts';
import { noCredentials } from '../../../support/memorySecrets.ts';
import { sn } from '../../../support/serials.ts';

describe('texts of devices in markdown', () => {
  it('become neither links nor images nor commands nor icons nor markup', () => {
    const hostile = '[x](command:evil) ![i](http://e) <img src=x> **b** $(bug) `c`\n# h';
    const escaped = plainMarkdown(hostile);
    assert.doesNotMatch(escaped, /(?<!\\)[[\]()*`#$!]|[<>\n]/);
  });

  it('become no links in notifications either', () => {
    assert.equal(plainMessage('fw [x](command:evil) y'), 'fw [x] (command:evil) y');
  });

  it('leave out facts that are not known', () => {
    const lines = factLines([
      ['Host name', 'fw_1'],
      ['HA state', null],
      ['Address', ''],
    ]);
    assert.equal(lines, '**Host name:** fw\\_1');
  });
});

describe('what cancelling does and leaves behind', () => {
  const asked = (one: Job): string => cancelConsequence(one, fakeEngine()) ?? '';
  const cancelAt = (...steps: Parameters<typeof step>[0][]): string =>
    asked(job({ steps: steps.map((one, index) => step({ id: `${index}`, ...one })) }));
  const effect = (phase: NonNullable<StepState['effect']>['phase']): NonNullable<StepState['effect']> => ({
    phase,
    attempts: 1,
    evidence: null,
    answered: true,
    deviceJob: null,
  });
  const RUNS = 'fw-1 runs 10.1.14.';
  const UNTOUCHED = 'fw-1 runs 10.1.14; nothing that this job installed waits on it.';
  const WAITS =
    'fw-1 runs 10.1.14; 10.2.10 is installed on it and starts with its next restart, whoever restarts it.';

  it('a queued job, or one without a plan: nothing', () => {
    assert.match(asked(job({ status: 'queued' })), /nothing is left behind/);
    assert.equal(cancelAt(), 'It stops at once. Nothing has been changed.');
    assert.equal(cancelConsequence(job({ status: 'failed' }), fakeEngine()), null);
  });

  it('a download: maybe an image', () => {
    assert.equal(
      cancelAt({ kind: 'download', state: 'running', effect: effect('issued') }),
      `It stops at once. ${RUNS} fw-1 may still finish downloading 10.2.10 by itself.`,
    );
  });

  it('a deletion: what is gone, and nothing more of it', () => {
    const deletion = (version: string, state: StepState['state'], now: StepState['effect']) =>
      ({ kind: 'delete_image', version, state, effect: now }) as const;
    const gone = deletion('9.1.13', 'done', effect('done'));
    const next = deletion('10.0.0', 'pending', null);
    assert.equal(cancelAt(gone, next), `It stops at once. ${RUNS} Deleted from fw-1: 9.1.13.`);
    assert.equal(
      cancelAt(gone, deletion('10.0.0', 'running', effect('issued')), deletion('10.0.1', 'pending', null)),
      `It waits until it is known what became of 10.0.0 on fw-1, and deletes nothing more. ${RUNS} Deleted from fw-1: 9.1.13, 10.0.0.`,
    );
    const was = deletion('9.1.13', 'done', { ...effect('done'), attempts: 0 });
    assert.equal(cancelAt(was, next), `It stops at once. ${RUNS}`, 'it was gone before');
  });

  it('an install that was sent: a version that waits for a restart', () => {
    const restart = { kind: 'restart' } as const;
    assert.equal(
      cancelAt({ kind: 'install', state: 'running', effect: effect('issued') }, restart),
      `It waits until 10.2.10 is installed on fw-1, and does not restart it. ${WAITS}`,
    );
  });

  it('between two steps what those before have done, which no step that runs tells', () => {
    const install = { kind: 'install', state: 'done', effect: effect('done') } as const;
    for (const state of ['pending', 'running'] as const)
      assert.equal(cancelAt(install, { kind: 'restart', state }), `It stops at once. ${WAITS}`);
  });

  it('an install that was not sent: what was there before', () => {
    for (const none of [null, effect('not_happened')])
      assert.equal(
        cancelAt({ kind: 'install', state: 'running', effect: none }),
        `It stops at once. ${UNTOUCHED}`,
      );
  });

  it('a restart: the new version, and that nothing else is left where it is the last', () => {
    const install = { kind: 'install', state: 'done', effect: effect('done') } as const;
    const restart = { kind: 'restart', state: 'running', effect: effect('intended') } as const;
    const back = { kind: 'prove_back' } as const;
    assert.equal(
      cancelAt(install, restart, back, { kind: 'install', hop: 2, version: '11.1.4-h7' }),
      'fw-1 is restarting: it waits until fw-1 is back on 10.2.10. fw-1 runs 10.2.10, between 10.1.14 and 11.1.4-h7.',
    );
    assert.match(
      cancelAt(install, restart, back),
      /Nothing is left that could be stopped: if that ends well, the upgrade is completed\./,
    );
  });

  it('a suspended member is made functional, and a pair half way is told as that', () => {
    const runs = [
      run({ hostname: 'fw-a' }),
      run({ serial: sn('002'), hostname: 'fw-b', currentVersion: '10.2.10' }),
    ];
    const suspension = { kind: 'suspend', state: 'done', effect: effect('done') } as const;
    const installing = { kind: 'install', state: 'running', effect: effect('issued') } as const;
    const steps = [
      suspension,
      installing,
      { kind: 'restart' } as const,
      { kind: 'make_functional' } as const,
    ];
    const text = asked(
      job({ type: 'ha_pair', runs, steps: steps.map((one, index) => step({ id: `${index}`, ...one })) }),
    );
    assert.match(
      text,
      /^It waits until 10\.2\.10 is installed on fw-a, and does not restart it\. The member that was suspended is made functional again\. fw-a runs 10\.1\.14; 10\.2\.10 is installed on it/,
    );
    assert.match(
      text,
      / fw-b runs 10\.2\.10.* The pair is half upgraded\. Upgrade it again, soon: it is taken up where it is\.$/,
    );
    assert.doesNotMatch(text, /suspended by this job/);
  });
});

describe('the question before an upgrade', () => {
  it('shows every hop with its images and counts the restarts on the button', () => {
    const question = upgradeQuestion(
      device(),
      {
        ok: true,
        path: ['10.2.10', '10.2.13'],
        line: 'Its path is the line "10.1.*".',
        choice: 'Every version of the path is installed in turn.',
        hops: [
          {
            from: '10.1.14',
            to: '10.2.10',
            images: [
              { version: '10.2.0', isBase: true, reason: '' },
              { version: '10.2.10', isBase: false, reason: '' },
            ],
          },
          { from: '10.2.10', to: '10.2.13', images: [] },
        ],
        notes: ['Mind the gap.'],
      },
      {
        serial: sn('001'),
        hostname: 'fw-1',
        jobId: 'job-1',
        states: [{ kind: 'waits_for_restart', version: '11.1.6-h3' }],
      },
    );
    assert.match(
      question.detail,
      /^Any restart of fw-1 will start 11\.1\.6-h3: it is installed and waits for that\.\n/,
    );
    assert.equal(question.message, 'Upgrade fw-1 from 10.1.14 to 10.2.13?');
    assert.equal(question.confirm, 'Upgrade with 2 Restarts');
    assert.match(question.detail, /1\. 10\.1\.14 → 10\.2\.10, with 10\.2\.0 \(base\) and 10\.2\.10/);
    assert.match(question.detail, /2\. 10\.2\.10 → 10\.2\.13, with no further image/);
    assert.match(question.detail, /^Its path is the line "10\.1\.\*"\.$/m);
    assert.match(question.detail, /Mind the gap\./);
  });
});

describe('moments', () => {
  it('of a simulated fleet are marked as simulated', () => {
    const opened = {
      engine: fakeEngine(),
      clock: systemClock,
      settings: defaultSettings,
      credentials: noCredentials(),
    };
    const words = (simulation: string | null): string => timeWords({ opened: { ...opened, simulation } })(0);
    assert.equal(words('simulated, ×30'), `${words(null)} (simulated time)`);
  });
});
