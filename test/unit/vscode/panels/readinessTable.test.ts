/** The Readiness page: how fit each device is. */
import assert from 'node:assert/strict';
import type { CheckedDevice } from '../../../../src/jobs/survey/checkedDevice.ts';
import type { CheckResult } from '../../../../src/validation/checkResult.ts';
import {
  contentNotice,
  readinessHead,
  readinessRow,
  type ReadinessView,
} from '../../../../src/vscode/panels/reading/readinessTable.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';
import { surveyedDevice } from '../../../support/sampleDevice.ts';
import { actionsOf } from './tableParts.ts';

function checked(serial: string, change: Partial<CheckedDevice> = {}): CheckedDevice {
  return {
    ...surveyedDevice(serial),
    target: '11.1.4-h7',
    verdict: 'ready',
    results: [],
    message: '',
    ...change,
  };
}

const result = (
  check: CheckResult['check'],
  verdict: CheckResult['verdict'],
  reason = 'Good.',
): CheckResult => ({
  check,
  verdict,
  reason,
});

const devices = [
  checked('1', { results: [result('disk_space', 'pass', '9.1 GB free, 5.0 GB needed for 11.1.0.')] }),
  checked('2', { verdict: 'warnings', results: [result('memory', 'warn', '95 % in use.')] }),
  checked('3', {
    verdict: 'not_ready',
    results: [
      result('memory', 'warn', '95 % in use.'),
      result('ha', 'unknown', 'It does not say.'),
      result('pending_changes', 'fail', 'Commit them.'),
      result('ntp_sync', 'warn', 'Not in sync.'),
    ],
  }),
  checked('4', { verdict: 'unknown', target: null, message: 'There is no path from 9.1.0.' }),
  checked('5', { verdict: 'unreachable', target: null, message: 'No answer.' }),
];

function view(change: Partial<ReadinessView> = {}): ReadinessView {
  return { devices, total: 5, isReading: false, failure: null, notices: [], ...change };
}

const actions = (shown: ReadinessView): string[] => actionsOf(readinessHead(shown));

describe('the head of the Readiness page', () => {
  it('counts each device once', () => {
    const { lead, counters } = readinessHead(view());
    assert.equal(lead, '1 of 5 devices is ready.');
    assert.deepEqual(
      counters.map(({ label, count }) => [label, count]),
      [
        ['Not ready', 1],
        ['Unknown', 1],
        ['Warnings', 1],
        ['Ready', 1],
        ['Unreachable', 1],
      ],
    );
  });

  it('says how far it is, and offers to stop', () => {
    const shown = view({ isReading: true, devices: devices.slice(0, 2) });
    const { percent, progressText, announcement } = readinessHead(shown);
    assert.deepEqual([percent, progressText, announcement], [40, '2 of 5 devices checked', '']);
    assert.deepEqual(actions(shown), ['stop', '(save)']);
    assert.deepEqual(actions(view()), ['again', 'save']);
  });

  it('says how many were not checked, and why the reading failed', () => {
    assert.match(readinessHead(view({ total: 7 })).lead, / 2 were not checked\.$/);
    const failed = view({ devices: [], failure: 'There is no upgrade_paths.json.' });
    assert.equal(readinessHead(failed).lead, 'There is no upgrade_paths.json.');
    assert.deepEqual(actions(failed), ['again', '(save)']);
  });
});

describe('a row of the Readiness page', () => {
  it('is found under its counter, and has its words', () => {
    const { counters, columns } = readinessHead(view());
    const at = columns.findIndex(({ title }) => title === 'Readiness');
    for (const { counter, cells } of devices.map(readinessRow)) {
      const cell = cells[at];
      assert.equal(typeof cell === 'object' && cell.text, counters.find(({ id }) => id === counter)?.label);
    }
  });

  it('counts what was found and gives the reasons, the worst first', () => {
    const [ready, , notReady, noPath] = devices.map(readinessRow);
    assert.deepEqual(ready?.cells.slice(6, 8), ['', '']);
    assert.deepEqual(notReady?.cells.slice(6, 8), [
      '1 failed, 1 not known, 2 warnings',
      'Commit them. It does not say. 95 % in use. Not in sync.',
    ]);
    assert.deepEqual(noPath?.cells.slice(6, 8), ['', 'There is no path from 9.1.0.']);
  });

  it('shows first what is not ready', () => {
    assert.deepEqual(
      devices.map((device) => readinessRow(device).comesFirst === true),
      [false, false, true, false, false],
    );
  });

  it('has every check in full, by its title', () => {
    const [ready] = devices.map(readinessRow);
    assert.deepEqual(ready?.cells.at(-1), {
      text: '',
      parts: [
        {
          text: 'Disk space',
          status: 'good',
          word: 'passed (9.1 GB free, 5.0 GB needed for 11.1.0)',
        },
      ],
    });
  });
});

describe('what is said once about content versions', () => {
  const { readiness } = defaultSettings;

  it('is that only refusals are known while nobody says what targets need', () => {
    assert.match(contentNotice(readiness).join(), /panosUpgrade\.readiness\.minimumContent\.$/);
  });

  it('is nothing where somebody does', () => {
    assert.deepEqual(contentNotice({ ...readiness, minimumContent: { '11.1': '8764' } }), []);
  });
});
