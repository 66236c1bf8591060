/** The Preview page of downloads: what a bulk would fetch, row by row, with the reason for every skip. */
import type { ActionView, ColumnView, RowView, TableHead } from '../../../../webview-ui/protocol.ts';
import type { NotQueued } from '../../../jobs/submission/bulk.ts';
import type { SurveyRow } from '../../../jobs/survey/downloadSurveyRow.ts';
import { counted, size } from '../../words/quantities.ts';
import {
  actionsOf,
  counterOf,
  countersOf,
  countOf,
  imagePart,
  jobOf,
  leftSentences,
  mayQueue,
  onceEach,
  outcomeCell,
  percentRead,
  type PreviewState,
  refusedSentences,
  secondary,
  sentences,
  sizeCell,
  takenRows,
} from './previewParts.ts';
import { skippedSentence } from './previewSkips.ts';

export interface Preview extends PreviewState<SurveyRow> {
  /** How many devices download at once because there are no more workers; null where the workers are not the limit. */
  readonly workers: number | null;
}

/** All of them fit, with the boxes, into a window of 1440 pixels beside the side bar: about 76 em. */
const columns: readonly ColumnView[] = [
  { title: 'Device', width: 9, grows: 1 },
  { title: 'Serial', width: 10.5 },
  { title: 'Version', width: 6.5 },
  { title: 'Path', width: 10.5, grows: 1 },
  { title: 'What will happen', width: 11.5, grows: 4 },
  { title: 'To fetch', width: 6.5, isNumber: true },
  { title: 'Free', width: 5.5, isNumber: true },
  { title: 'Images', width: 10.5, grows: 3 },
  { title: 'Group', width: 5.5, grows: 0.5 },
];

export function previewHead(preview: Preview): TableHead {
  const { title, rows, problems, dryRun, isReading, failure } = preview;
  const asked = onceEach(rows);
  const done = asked.length - countOf(asked, 'reading');
  const lead = failure ?? leadOf(preview);
  return {
    title,
    lead,
    announcement: isReading ? '' : lead,
    notices: problems,
    percent: percentRead(asked, isReading),
    progressText: isReading ? `${done} of ${counted(asked.length, 'device')} looked at` : '',
    counters: countersOf(preview),
    actions: actionsOf(preview, dryRun ? [] : [queueAction(preview)]),
    columns,
    sortedBy: null,
    canSelect: !dryRun,
    empty: 'There is nothing in the list.',
    rowHint: '',
  };
}

function queueAction(preview: Preview): ActionView {
  return {
    ...secondary('queue', 'Queue {n} Devices', mayQueue(preview)),
    ...{
      labelForOne: 'Queue 1 Device',
      labelForNone: 'Nothing to Queue',
      isAboutRows: true,
      rank: 'primary',
    },
  };
}

/** Its numbers add up to the devices that were asked for, each counted once. */
function leadOf(preview: Preview): string {
  const { rows, dryRun, isReading, workers } = preview;
  if (isReading) return 'The devices are being read. Nothing is changed by it.';
  const asked = onceEach(rows);
  const taken = takenRows(preview);
  const fetch = size(taken.reduce((sum, { fetchMb }) => sum + (fetchMb ?? 0), 0));
  return sentences([
    dryRun ? 'Dry run, nothing was changed.' : '',
    `${taken.length} of ${counted(asked.length, 'device')} ${dryRun ? 'would' : 'will'} be queued, with ${fetch} to fetch.`,
    ...leftSentences(asked, taken.length, dryRun),
    workers === null || taken.length <= workers
      ? ''
      : `At most ${workers} download at a time (panosUpgrade.workers.max).`,
  ]);
}

/**
 * @param id of the row: its place in the list, since a serial may stand there twice.
 * @param isReading whether devices are still being read
 */
export function previewRow(id: string, row: SurveyRow, isReading: boolean): RowView {
  const { hostname, serial, group, version, path, images, fetchMb, freeMb, outcome } = row;
  const note = outcome.kind === 'ready' ? outcome.note : null;
  return {
    id,
    counter: counterOf(outcome),
    canSelect: outcome.kind === 'ready',
    ...(jobOf(outcome) === null ? {} : { opens: true }),
    cells: [
      hostname,
      serial,
      version,
      path.join(' → '),
      outcomeCell(outcome, isReading, note ?? 'Download'),
      sizeCell(fetchMb),
      sizeCell(freeMb),
      { text: '', parts: images.map(imagePart) },
      group ?? '',
    ],
  };
}

/**
 * The one summary of a bulk: `Queued 215 devices for download. 15 skipped: 15 no upgrade path.`
 * @param refused what was shown as to be queued, and was not after all
 */
export function queuedSentence(
  queued: number,
  rows: readonly SurveyRow[],
  refused: readonly NotQueued[],
): string {
  return sentences([
    `Queued ${counted(queued, 'device')} for download.`,
    skippedSentence(onceEach(rows)),
    ...refusedSentences(refused),
  ]);
}
