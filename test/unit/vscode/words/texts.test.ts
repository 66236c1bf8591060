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
import { job, step } from '../../../support/sampleJob.ts';
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

describe('what cancelling leaves behind', () => {
  const cancelAt = (...steps: Parameters<typeof step>[0][]): string | null =>
    cancelConsequence(job({ steps: steps.map(step) }));

  it('a queued job: nothing', () => {
    assert.match(cancelConsequence(job({ status: 'queued' })) ?? '', /nothing is left behind/);
  });

  it('a download: maybe an image', () => {
    assert.match(cancelAt({ kind: 'download', state: 'running' }) ?? '', /that image may stay/);
  });

  const effect = (phase: 'intended' | 'issued' | 'not_happened'): NonNullable<StepState['effect']> => ({
    phase,
    attempts: 1,
    evidence: null,
    answered: true,
    deviceJob: null,
  });

  it('an install: an installed version that waits for a restart', () => {
    const text = cancelAt({ kind: 'install', state: 'running', effect: effect('issued') });
    assert.match(text ?? '', /waits until 10\.2\.10 is installed and does not restart the device/);
  });

  it('an install or a restart that was not sent yet: what was there before', () => {
    for (const none of [null, effect('not_happened')]) {
      const install = cancelAt({ kind: 'install', state: 'running', effect: none });
      assert.match(install ?? '', /^It stops at once\. Nothing on the device has been changed/);
      const restart = cancelAt({ kind: 'restart', state: 'running', effect: none });
      assert.match(
        restart ?? '',
        /^It stops at once and does not restart the device\. 10\.2\.10 is installed/,
      );
    }
  });

  it('a restart: the new version', () => {
    const text = cancelAt({ kind: 'restart', state: 'running', effect: effect('intended') });
    assert.match(text ?? '', /until the device is back on 10\.2\.10/);
  });

  it('between two hops: the version reached', () => {
    const text = cancelAt({ kind: 'prove_back', state: 'done' }, { kind: 'readiness', state: 'running' });
    assert.match(text ?? '', /stays on 10\.2\.10/);
  });

  describe('of a pair', () => {
    const [run] = job().runs;
    assert.ok(run !== undefined);
    const member = { ...run, startingVersion: '10.1.14', currentVersion: '10.1.14' };
    const upgraded = { currentVersion: '10.2.10' };
    /** fw-b has been upgraded or not; the step that is under way is of fw-a, if not said otherwise. */
    const pairAt = (isAhead: boolean, ...steps: Parameters<typeof step>[0][]): string =>
      cancelConsequence(
        job({
          type: 'ha_pair',
          runs: [
            { ...member, serial: sn('001'), hostname: 'fw-a' },
            { ...member, serial: sn('002'), hostname: 'fw-b', ...(isAhead ? upgraded : {}) },
          ],
          steps: steps.map((one, index) => step({ id: `${index}`, ...one })),
        }),
      ) ?? '';
    const suspension = {
      kind: 'suspend',
      state: 'done',
      effect: { ...effect('issued'), phase: 'done' },
    } as const;
    const restoration = { kind: 'make_functional' } as const;
    const HALF =
      'fw-a then runs 10.1.14 and fw-b 10.2.10: the pair is half upgraded. Upgrade it again soon; it is taken up where it is.';

    it('while it is looked at: nothing', () => {
      assert.equal(
        pairAt(false, { kind: 'check_pair', state: 'running' }),
        'It stops at once. Neither member has been changed, except for images that were already downloaded.',
      );
    });

    it('while the first member is being installed or restarts', () => {
      const first = { serial: sn('002'), state: 'running', effect: effect('issued') } as const;
      assert.equal(
        pairAt(false, { ...first, kind: 'install' }),
        'It waits until 10.2.10 is installed on fw-b and does not restart it: the installed version waits there for a restart. Both members run 10.1.14.',
      );
      assert.equal(
        pairAt(false, { ...first, kind: 'restart' }),
        `fw-b is restarting. It waits until fw-b is back on 10.2.10 and the pair is whole again, then stops. ${HALF}`,
      );
    });

    it('while the second member is being suspended: it is made functional again', () => {
      for (const kind of ['suspend', 'prove_failover'] as const) {
        assert.equal(
          pairAt(true, { kind, state: 'running', effect: effect('issued') }, restoration),
          `fw-a is being suspended. It is made functional again, and then the job stops. ${HALF}`,
        );
      }
      assert.equal(pairAt(true, { kind: 'suspend', state: 'running' }), `It stops at once. ${HALF}`);
    });

    it('while the second member is being installed: it is made functional again', () => {
      const installing = { kind: 'install', state: 'running', effect: effect('issued') } as const;
      assert.equal(
        pairAt(true, suspension, installing, restoration),
        'It waits until 10.2.10 is installed on fw-a and does not restart it: the installed version waits there for a restart. ' +
          `The member that was suspended is made functional again. ${HALF}`,
      );
      assert.match(
        pairAt(true, suspension, { ...installing, kind: 'restart', effect: null }, restoration),
        /^It stops at once and does not restart fw-a: .* is made functional again\. fw-a then runs 10\.1\.14/,
      );
    });

    it('once the second member restarts: both on the new version', () => {
      const restarting = { kind: 'restart', state: 'running', effect: effect('issued') } as const;
      assert.equal(
        pairAt(true, suspension, restarting, restoration),
        'fw-a is restarting. It waits until fw-a is back on 10.2.10 and the pair is whole again, then stops. Both members run 10.2.10.',
      );
    });
  });

  it('an ended job cannot be cancelled', () => {
    assert.equal(cancelConsequence(job({ status: 'failed' })), null);
  });
});

describe('the question before an upgrade', () => {
  it('shows every hop with its images and counts the restarts on the button', () => {
    const question = upgradeQuestion(device(), {
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
    });
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
