/** The Preview page of downloads: what it says, and what may be queued from it. */
import assert from 'node:assert/strict';
import type {
  SkipKind,
  Skipped,
  SurveyOutcome,
  SurveyRow,
} from '../../../../src/jobs/survey/downloadSurveyRow.ts';
import {
  type DownloadPreview,
  downloadPreviewHead,
  downloadPreviewRow,
  queuedDownloadsSentence,
} from '../../../../src/vscode/panels/preview/downloadPreviewTable.ts';
import { rowsToQueue } from '../../../../src/vscode/panels/preview/previewState.ts';
import { surveyedDevice } from '../../../support/sampleDevice.ts';
import { actionsOf, countsOf, textOf } from './tableParts.ts';

const ready: SurveyOutcome = { kind: 'ready', note: null };
const reading: SurveyOutcome = { kind: 'reading' };
const skip = (why: SkipKind, jobId: string | null = null): Skipped => {
  return { kind: 'skipped', why, message: `Because of ${why}.`, jobId };
};

function surveyed(serial: string, outcome: SurveyOutcome, change: Partial<SurveyRow> = {}): SurveyRow {
  return {
    ...surveyedDevice(serial),
    group: 'branch',
    path: ['10.2.10'],
    images: [],
    fetchMb: 512,
    freeMb: 4096,
    outcome,
    ...change,
  };
}

function preview(rows: readonly SurveyRow[], change: Partial<DownloadPreview> = {}): DownloadPreview {
  return {
    title: 'Download Images',
    rows,
    problems: [],
    dryRun: false,
    isReading: false,
    failure: null,
    isQueued: false,
    leftOut: new Set(),
    offersRoom: true,
    workers: null,
    ...change,
  };
}

const rows = [
  surveyed('1', ready),
  surveyed('2', skip('no_path')),
  surveyed('3', ready),
  surveyed('3', skip('duplicate_row')),
  surveyed('5', skip('existing_job', 'job-9')),
];

const counts = (shown: DownloadPreview): Record<string, number> => countsOf(downloadPreviewHead(shown));
const actions = (shown: DownloadPreview): string[] => actionsOf(downloadPreviewHead(shown));

describe('the head of the Preview page of downloads', () => {
  it('says what would be queued, and how much is to be fetched, each device once', () => {
    const { lead, announcement } = downloadPreviewHead(preview(rows));
    assert.equal(lead, '2 of 4 devices will be queued, with 1.0 GB to fetch. 2 are skipped.');
    assert.equal(announcement, lead);
    assert.deepEqual(counts(preview(rows)), {
      'To be queued': 2,
      'No upgrade path': 1,
      'Existing job': 1,
      Duplicate: 1,
    });
  });

  it('follows what is left out', () => {
    const { lead } = downloadPreviewHead(preview(rows, { leftOut: new Set(['0', '1', '99']) }));
    assert.equal(lead, '1 of 4 devices will be queued, with 512 MB to fetch. 1 is left out. 2 are skipped.');
  });

  it('says how many download at once where the workers are the limit', () => {
    const limited = (workers: number | null): boolean =>
      downloadPreviewHead(preview(rows, { workers })).lead.endsWith(
        ' At most 1 download at a time (panosUpgrade.workers.max).',
      );
    assert.deepEqual([limited(1), limited(2), limited(null)], [true, false, false]);
  });

  it('says how far the reading is, and queues nothing before it has ended', () => {
    const list = [surveyed('1', ready), surveyed('2', reading), surveyed('2', skip('duplicate_row'))];
    const shown = preview(list, { isReading: true });
    const { percent, progressText, announcement } = downloadPreviewHead(shown);
    assert.deepEqual([percent, progressText, announcement], [50, '1 of 2 devices looked at', '']);
    assert.deepEqual(actions(shown), ['stop', '(save)', 'close']);
    assert.deepEqual(counts(shown), { 'To be read': 1, 'To be queued': 1, Duplicate: 1 });
  });

  it('says that devices were not read, and are not queued', () => {
    const shown = preview([surveyed('1', ready), surveyed('2', reading), surveyed('3', reading)]);
    assert.match(
      downloadPreviewHead(shown).lead,
      /^1 of 3 devices will be queued.* 2 were not read and will not be queued\.$/,
    );
    assert.deepEqual(counts(shown), { 'Not read': 2, 'To be queued': 1 });
    assert.equal(
      textOf(downloadPreviewRow('1', surveyed('2', reading), false).cells[4]),
      'Not read, not queued',
    );
    assert.equal(textOf(downloadPreviewRow('1', surveyed('2', reading), true).cells[4]), 'To be read');
  });

  it('says why the reading failed, and queues nothing', () => {
    const shown = preview(rows, { failure: 'There is no upgrade_paths.json.' });
    assert.equal(downloadPreviewHead(shown).lead, 'There is no upgrade_paths.json.');
    assert.deepEqual(actions(shown), ['(queue)', 'save', 'close']);
  });

  it('of a dry run only reports', () => {
    const shown = preview(rows, { dryRun: true });
    const { lead, canSelect } = downloadPreviewHead(shown);
    assert.match(lead, /^Dry run, nothing was changed\. 2 of 4 devices would be queued/);
    assert.equal(canSelect, false);
    assert.deepEqual(actions(shown), ['save', 'close']);
  });

  it('counts one device as one', () => {
    const [queue] = downloadPreviewHead(preview([surveyed('1', ready)])).actions;
    assert.deepEqual([queue?.label, queue?.labelForOne], ['Queue {n} Devices', 'Queue 1 Device']);
  });
});

describe('a row of the Preview page of downloads', () => {
  it('has the path, the images in words, the sizes and what will happen', () => {
    const image = { version: '10.2.0', isBase: true, sizeMb: 512, reason: 'The base image.' } as const;
    const view = downloadPreviewRow(
      '7',
      surveyed('1', ready, {
        images: [
          { ...image, state: 'missing' },
          { ...image, version: '10.2.10', state: 'present' },
        ],
      }),
      false,
    );
    assert.deepEqual([view.id, view.counter, view.canSelect], ['7', 'ready', true]);
    assert.deepEqual(view.cells, [
      ...['fw-1', '1', '10.1.14', '10.2.10'],
      { text: 'Download', status: 'good' },
      { text: '512 MB', order: 512 },
      { text: '4.0 GB', order: 4096 },
      {
        text: '',
        parts: [
          { text: '10.2.0', status: 'waiting', word: 'to be downloaded. The base image.' },
          { text: '10.2.10', status: 'good', word: 'is there already. The base image.' },
        ],
      },
      'branch',
    ]);
  });

  it('that is skipped says why, and cannot be selected', () => {
    const view = downloadPreviewRow(
      '4',
      surveyed('5', skip('existing_job', 'job-9'), { fetchMb: null }),
      false,
    );
    assert.deepEqual([view.counter, view.canSelect], ['existing_job', false]);
    assert.equal(textOf(view.cells[4]), 'Existing job: Because of existing_job.');
    assert.deepEqual(view.cells[5], { text: '', order: -1 });
  });

  it('does not say twice why it is skipped', () => {
    const message = 'Not enough room: 0.9 GB free on /opt/panrepo.';
    const view = downloadPreviewRow('0', surveyed('1', { ...skip('no_room'), message }), false);
    assert.equal(textOf(view.cells[4]), message);
  });

  it('has its serial once where the device is not known', () => {
    const { cells } = downloadPreviewRow(
      '0',
      surveyed('001', skip('not_in_inventory'), { hostname: '' }),
      false,
    );
    assert.deepEqual(cells.slice(0, 2), ['', '001']);
  });
});

const serialsToQueue = (shown: DownloadPreview, selected: readonly string[]): string[] =>
  rowsToQueue(shown, selected).map(({ serial }) => serial);

describe('what is queued from the Preview page of downloads', () => {
  it('are the selected rows that are to be queued, whatever the page says', () => {
    assert.deepEqual(serialsToQueue(preview(rows), ['0', '1', '2', '3', '4', '99', 'x', '-1']), ['1', '3']);
    assert.deepEqual(serialsToQueue(preview(rows), ['2']), ['3']);
  });

  it('is nothing in a dry run, while reading, after a failure, and a second time', () => {
    for (const change of [{ dryRun: true }, { isReading: true }, { failure: 'x' }, { isQueued: true }]) {
      assert.deepEqual(serialsToQueue(preview(rows, change), ['0']), [], JSON.stringify(change));
    }
  });

  it('is told in one summary, with the first of those that were refused', () => {
    const refused = ['a', 'b', 'c', 'd'].map((hostname) => {
      return {
        serial: hostname,
        hostname,
        reason: 'It is busy.',
        trouble: { code: 'queue_full' },
        conflictingJobId: null,
      };
    });
    assert.equal(
      queuedDownloadsSentence(1, rows, refused),
      'Queued 1 device for download. 2 skipped: 1 no upgrade path, 1 existing job. ' +
        'a: It is busy. b: It is busy. c: It is busy. And 1 more was refused.',
    );
    assert.equal(queuedDownloadsSentence(2, [surveyed('1', ready)], []), 'Queued 2 devices for download.');
  });

  it('offers room where devices are refused for it, unless that is switched off, and on no dry run', () => {
    const refused = [surveyed('1', ready), surveyed('2', skip('no_room'))];
    const offered = (change: Partial<DownloadPreview>): boolean =>
      actionsOf(downloadPreviewHead(preview(refused, change))).includes('makeRoom');
    assert.ok(offered({}));
    assert.ok(!offered({ offersRoom: false }));
    assert.ok(!offered({ dryRun: true }));
    assert.ok(!offered({ isReading: true }));
    const fits = actionsOf(downloadPreviewHead(preview([surveyed('1', ready)])));
    assert.ok(!fits.includes('makeRoom'));
  });
});
