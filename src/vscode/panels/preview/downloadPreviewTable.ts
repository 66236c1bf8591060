/** The Preview page of downloads: what a bulk would fetch, row by row, with the reason for every skip. */
import type { ColumnView, RowView, TableHead } from '../../../../webview-ui/protocol.ts';
import type { NotQueued } from '../../../jobs/submission/bulk.ts';
import type { SurveyRow } from '../../../jobs/survey/downloadSurveyRow.ts';
import { counted, size } from '../../words/quantities.ts';
import { mayQueue, type PreviewState } from './previewState.ts';
import {
  imagesCell,
  outcomeCell,
  previewHead,
  previewRow,
  queueAction,
  sizeCell,
} from './previewTableParts.ts';
import { queuedSentence } from './queuedSentence.ts';

export interface DownloadPreview extends PreviewState<SurveyRow> {
  /** How many devices download at once because there are no more workers; null where the workers are not the limit. */
  readonly workers: number | null;
}

/** All of them fit, with the boxes, into a window of 1440 pixels beside the side bar: about 76 em. */
const columns: readonly ColumnView[] = [
  { title: 'Device', width: 9, grows: 1 },
  { title: 'Serial', width: 9.5 },
  { title: 'Version', width: 6 },
  { title: 'Path', width: 10, grows: 1 },
  { title: 'What will happen', width: 16.5, grows: 5 },
  { title: 'To fetch', width: 6, isNumber: true },
  { title: 'Free', width: 5.5, isNumber: true },
  { title: 'Images', width: 8, grows: 3 },
  { title: 'Group', width: 5.5, grows: 0.5 },
];

export function downloadPreviewHead(preview: DownloadPreview): TableHead {
  const { dryRun, workers } = preview;
  const queue = queueAction('Queue {n} Devices', mayQueue(preview), {
    labelForOne: 'Queue 1 Device',
    labelForNone: 'Nothing to Queue',
  });
  return previewHead(preview, {
    share: (some, asked) => `${some.length} of ${counted(asked.length, 'device')}`,
    taken(rows) {
      const fetchMb = rows.reduce((sum, row) => sum + (row.fetchMb ?? 0), 0);
      return {
        deed: `be queued, with ${size(fetchMb)} to fetch`,
        about: '',
        remark:
          workers === null || rows.length <= workers
            ? ''
            : `At most ${workers} download at a time (panosUpgrade.workers.max).`,
      };
    },
    columns,
    actions: dryRun ? [] : [queue],
  });
}

/** @param id see previewRow. @param isReading whether devices are still being read */
export function downloadPreviewRow(id: string, row: SurveyRow, isReading: boolean): RowView {
  const { hostname, serial, group, version, path, images, fetchMb, freeMb, outcome } = row;
  const note = outcome.kind === 'ready' ? outcome.note : null;
  return previewRow(id, row, [
    hostname,
    serial,
    version,
    path.join(' → '),
    outcomeCell(outcome, isReading, note ?? 'Download'),
    // What is not queued fetches nothing.
    sizeCell(outcome.kind === 'skipped' ? null : fetchMb),
    sizeCell(freeMb),
    imagesCell(images),
    group ?? '',
  ]);
}

/** @param queued how many devices; for the others see queuedSentence */
export function queuedDownloadsSentence(
  queued: number,
  rows: readonly SurveyRow[],
  refused: readonly NotQueued[],
): string {
  return queuedSentence(`${counted(queued, 'device')} for download`, rows, refused);
}
