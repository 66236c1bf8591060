/** The Verify page: which images of their paths the devices have. */
import assert from 'node:assert/strict';
import type { VerifiedDevice, VerifiedImage } from '../../../../src/jobs/survey/verifiedDevice.ts';
import type { ReadingState } from '../../../../src/vscode/panels/reading/readingTableParts.ts';
import { verifyHead, verifyRow } from '../../../../src/vscode/panels/reading/verifyTable.ts';
import { surveyedDevice } from '../../../support/sampleDevice.ts';
import { actionsOf } from './tableParts.ts';

type Verification = ReadingState<VerifiedDevice>;

function verified(serial: string, change: Partial<VerifiedDevice> = {}): VerifiedDevice {
  return {
    ...surveyedDevice(serial),
    images: [],
    status: 'verification_complete',
    message: '',
    ...change,
  };
}

const images = (...states: VerifiedImage['state'][]): readonly VerifiedImage[] =>
  states.map((state, at) => ({ version: `11.1.${at}`, state }));

const devices = [
  verified('1', { images: images('present', 'present') }),
  verified('2', { images: images('present', 'missing') }),
  verified('3', { images: images('missing', 'missing') }),
  verified('4', { status: 'no_path', message: 'There is no path from 9.1.0.' }),
  verified('5', { status: 'connection_failed', message: 'No answer.' }),
  verified('6', { status: 'error', message: 'Another device answers.' }),
  verified('7', { images: images('present', 'wrong'), message: '11.1.1 was refused.' }),
];

function verification(change: Partial<Verification> = {}): Verification {
  return { devices, total: 7, isReading: false, failure: null, ...change };
}

const actions = (shown: Verification): string[] => actionsOf(verifyHead(shown));

describe('the head of the Verify page', () => {
  it('counts each device once', () => {
    const { lead, counters } = verifyHead(verification());
    assert.equal(lead, '1 of 7 devices has all images of its path. 1 has one with a wrong checksum.');
    assert.deepEqual(
      counters.map(({ id, count }) => [id, count]),
      [
        ['complete', 1],
        ['wrong', 1],
        ['partly', 1],
        ['none', 1],
        ['no_path', 1],
        ['connection_failed', 1],
        ['error', 1],
      ],
    );
  });

  it('says how far the reading is', () => {
    const shown = verification({ isReading: true, devices: devices.slice(0, 2) });
    const { percent, progressText, announcement } = verifyHead(shown);
    assert.deepEqual([percent, progressText, announcement], [28, '2 of 7 devices read', '']);
    assert.deepEqual(actions(shown), ['stop', '(save)']);
  });

  it('says how many were not read, and why the reading failed', () => {
    assert.match(verifyHead(verification({ total: 10 })).lead, / 3 were not read\.$/);
    const failed = verification({ devices: [], failure: 'There is no upgrade_paths.json.' });
    assert.equal(verifyHead(failed).lead, 'There is no upgrade_paths.json.');
    assert.deepEqual(actions(failed), ['again', '(save)']);
  });
});

describe('a row of the Verify page', () => {
  it('is found under its counter', () => {
    const counted = devices.map((device) => verifyRow(device).counter);
    assert.deepEqual(counted, [
      'complete',
      'partly',
      'none',
      'no_path',
      'connection_failed',
      'error',
      'wrong',
    ]);
    const ids = new Set(verifyHead(verification()).counters.map(({ id }) => id));
    assert.ok(counted.every((counter) => ids.has(counter)));
  });

  it('has the words of the counters in its rows', () => {
    const { counters } = verifyHead(verification());
    for (const row of devices.map(verifyRow)) {
      const label = counters.find(({ id }) => id === row.counter)?.label;
      assert.equal(typeof row.cells[6] === 'object' && row.cells[6].text, label);
    }
  });

  it('shows which image has a wrong checksum', () => {
    const { cells } = verifyRow(verified('7', { images: images('present', 'wrong') }));
    assert.deepEqual(cells.slice(5, 7), [
      {
        text: '',
        parts: [
          { text: '11.1.0', status: 'good', word: 'is there' },
          { text: '11.1.1', status: 'bad', word: 'checksum wrong' },
        ],
      },
      { text: 'Checksum wrong', status: 'bad' },
    ]);
  });

  it('says in plain words how the reading went, and that an image is missing, not that it failed', () => {
    const [, partly] = devices.map(verifyRow);
    assert.deepEqual(partly?.cells.slice(5), [
      {
        text: '',
        parts: [
          { text: '11.1.0', status: 'good', word: 'is there' },
          { text: '11.1.1', status: 'waiting', tone: 'attention', word: 'missing' },
        ],
      },
      { text: 'Some missing', status: 'attention' },
      '',
    ]);
    const words = devices.map(verifyRow).map(({ cells: [, , , , , , status] }) => status);
    assert.deepEqual(words.slice(3, 6), [
      { text: 'No path', status: 'skipped' },
      { text: 'Connection failed', status: 'bad' },
      { text: 'Error', status: 'bad' },
    ]);
  });
});
