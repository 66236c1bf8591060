/** The Preview page: what a bulk download would do, row by row, with the reason for every skip. */
import type {
  ActionView,
  CellView,
  ColumnView,
  CounterView,
  PartView,
  RowView,
  TableHead,
} from '../../../webview-ui/protocol.ts';
import type { NotQueued } from '../../jobs/bulk.ts';
import type { SurveyedImage, SurveyOutcome, SurveyRow } from '../../jobs/surveyRow.ts';
import { counted, size } from '../downloadTexts.ts';
import { skipKinds, skipLabels, skippedSentence, skipStatus, skipText } from './previewSkips.ts';

export interface Preview {
  readonly title: string;
  readonly rows: readonly SurveyRow[];
  /** What else is wrong with what was asked for, one sentence each. */
  readonly problems: readonly string[];
  readonly dryRun: boolean;
  /** Devices are still being read. */
  readonly isReading: boolean;
  /** Why the reading failed; null when it did not. */
  readonly failure: string | null;
  /** Ids of rows that the user has left out, as the page says. */
  readonly leftOut: ReadonlySet<string>;
  /** How many devices download at once because there are no more workers; null where the workers are not the limit. */
  readonly workers: number | null;
  /** The button was pressed: what is queued once is not queued again. */
  readonly isQueued: boolean;
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
    percent: isReading ? Math.floor((100 * done) / Math.max(1, asked.length)) : null,
    progressText: isReading ? `${done} of ${counted(asked.length, 'device')} looked at` : '',
    counters: countersOf(preview),
    actions: actionsOf(preview),
    columns,
    sortedBy: null,
    canSelect: !dryRun,
    empty: 'There is nothing in the list.',
    rowHint: '',
  };
}

function actionsOf(preview: Preview): ActionView[] {
  const { rows, dryRun, isReading } = preview;
  const button = (id: string, label: string, enabled = true): ActionView => {
    return { id, label, rank: 'secondary', enabled };
  };
  const queue: ActionView = {
    ...button('queue', 'Queue {n} Devices', mayQueue(preview)),
    ...{ labelForOne: 'Queue 1 Device', rank: 'primary' },
  };
  return [
    ...(isReading ? [button('stop', 'Stop Reading')] : dryRun ? [] : [queue]),
    button('save', 'Save Report…', !isReading && rows.length > 0),
    button('close', dryRun ? 'Close' : 'Cancel'),
  ];
}

function mayQueue({ dryRun, isReading, failure, isQueued }: Preview): boolean {
  return !dryRun && !isReading && failure === null && !isQueued;
}

/**
 * The serials to queue; none where nothing may be queued now.
 * @param selected ids of rows, as the page says: it may be wrong, or late
 */
export function serialsToQueue(preview: Preview, selected: readonly string[]): readonly string[] {
  if (!mayQueue(preview)) return [];
  return selected.flatMap((id) => {
    const row = preview.rows[Number(id)];
    return row?.outcome.kind === 'ready' ? [row.serial] : [];
  });
}

/** Its numbers add up to the devices that were asked for, each counted once. */
function leadOf({ rows, dryRun, isReading, leftOut, workers }: Preview): string {
  if (isReading) return 'The devices are being read. Nothing is changed by it.';
  const asked = onceEach(rows);
  const ready = countOf(asked, 'ready');
  const skipped = countOf(asked, 'skipped');
  const unread = countOf(asked, 'reading');
  const taken = rows.filter(({ outcome }, index) => outcome.kind === 'ready' && !leftOut.has(String(index)));
  const fetch = size(taken.reduce((sum, { fetchMb }) => sum + (fetchMb ?? 0), 0));
  const will = dryRun ? 'would' : 'will';
  const left = ready - taken.length;
  return sentences([
    dryRun ? 'Dry run, nothing was changed.' : '',
    `${taken.length} of ${counted(asked.length, 'device')} ${will} be queued, with ${fetch} to fetch.`,
    left === 0 ? '' : `${left} ${left === 1 ? 'is' : 'are'} left out.`,
    skipped === 0 ? '' : `${skipped} ${skipped === 1 ? 'is' : 'are'} skipped.`,
    // What is not known of a device cannot be shown beforehand: it is not queued unseen.
    unread === 0 ? '' : `${unread} ${unread === 1 ? 'was' : 'were'} not read and ${will} not be queued.`,
    workers === null || taken.length <= workers
      ? ''
      : `At most ${workers} download at a time (panosUpgrade.workers.max).`,
  ]);
}

function sentences(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** Without the rows of a serial that stands in the list already. */
function onceEach(rows: readonly SurveyRow[]): readonly SurveyRow[] {
  return rows.filter(({ outcome }) => outcome.kind !== 'skipped' || outcome.why !== 'duplicate_row');
}

function countersOf({ rows, isReading }: Preview): CounterView[] {
  const counts = Map.groupBy(rows, ({ outcome }) => counterOf(outcome));
  const count = (id: string): number => counts.get(id)?.length ?? 0;
  return [
    {
      id: 'reading',
      label: isReading ? 'To be read' : 'Not read',
      count: count('reading'),
      status: 'waiting',
    },
    { id: 'ready', label: 'To be queued', count: count('ready'), status: 'good' },
    ...skipKinds.map((why) => {
      return { id: why, label: skipLabels[why], count: count(why), status: skipStatus(why) };
    }),
  ];
}

function countOf(rows: readonly SurveyRow[], kind: SurveyOutcome['kind']): number {
  return rows.filter(({ outcome }) => outcome.kind === kind).length;
}

function counterOf(outcome: SurveyOutcome): string {
  return outcome.kind === 'skipped' ? outcome.why : outcome.kind;
}

/**
 * @param id of the row: its place in the list, since a serial may stand there twice.
 * @param isReading whether devices are still being read
 */
export function previewRow(id: string, row: SurveyRow, isReading: boolean): RowView {
  const { hostname, serial, group, version, path, images, fetchMb, freeMb, outcome } = row;
  return {
    id,
    counter: counterOf(outcome),
    canSelect: outcome.kind === 'ready',
    cells: [
      hostname,
      serial,
      version,
      path.join(' → '),
      outcomeCell(outcome, isReading),
      sizeCell(fetchMb),
      sizeCell(freeMb),
      { text: '', parts: images.map(imagePart) },
      group ?? '',
    ],
  };
}

const imageLooks = {
  present: { status: 'good', word: 'is there already' },
  missing: { status: 'waiting', word: 'to be downloaded' },
  not_listed: { status: 'skipped', word: 'not offered yet' },
} as const;

function imagePart({ version, state, reason }: SurveyedImage): PartView {
  const { status, word } = imageLooks[state];
  return { text: version, status, word: `${word}. ${reason}` };
}

function sizeCell(mb: number | null): CellView {
  return mb === null ? { text: '', order: -1 } : { text: size(mb), order: mb };
}

function outcomeCell(outcome: SurveyOutcome, isReading: boolean): CellView {
  switch (outcome.kind) {
    case 'reading':
      return { text: isReading ? 'To be read' : 'Not read, not queued', status: 'waiting' };
    case 'ready':
      return { text: outcome.note ?? 'Download', status: 'good' };
    case 'skipped':
      return { text: skipText(outcome), status: skipStatus(outcome.why) };
  }
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
  const more = refused.length - REFUSED_SHOWN;
  return sentences([
    `Queued ${counted(queued, 'device')} for download.`,
    skippedSentence(onceEach(rows)),
    ...refused.slice(0, REFUSED_SHOWN).map(({ hostname, reason }) => `${hostname}: ${reason}`),
    more <= 0 ? '' : `And ${more} more ${more === 1 ? 'was' : 'were'} refused.`,
  ]);
}

/** A message that names more is read by nobody. */
const REFUSED_SHOWN = 3;
