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
import type { SkipKind, SurveyedImage, SurveyOutcome, SurveyRow } from '../../jobs/surveyRow.ts';
import { counted, size } from '../downloadTexts.ts';

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
  /** The button was pressed: what is queued once is not queued again. */
  readonly isQueued: boolean;
}

/** What will happen stands beside the name: on a narrow page the rest is scrolled to. */
const columns: readonly ColumnView[] = [
  { title: 'Device', width: 10 },
  { title: 'Serial', width: 9.5 },
  { title: 'Version', width: 6.5 },
  { title: 'Path', width: 12 },
  { title: 'What will happen', width: 22 },
  { title: 'To fetch', width: 6.5 },
  { title: 'Free', width: 5.5 },
  { title: 'Images', width: 22 },
  { title: 'Group', width: 8 },
];

const skipLabels: Readonly<Record<SkipKind, string>> = {
  no_path: 'No upgrade path',
  at_target: 'At its target',
  illegal_path: 'Path not allowed',
  all_present: 'All images there',
  existing_job: 'Existing job',
  no_room: 'Not enough room',
  not_listed: 'Image not offered',
  disconnected: 'Disconnected',
  unreachable: 'Unreachable',
  vanished: 'Not on Panorama',
  unknown_type: 'Type unknown',
  not_in_inventory: 'Not in the inventory',
  duplicate_row: 'Duplicate',
  queue_full: 'Queue full',
};

/** These are nothing to worry about. */
const harmless: ReadonlySet<SkipKind> = new Set([
  'at_target',
  'all_present',
  'duplicate_row',
  'existing_job',
]);

export function previewHead(preview: Preview): TableHead {
  const { title, rows, problems, dryRun, isReading, failure } = preview;
  const done = rows.length - countOf(rows, 'reading');
  const lead = failure ?? leadOf(preview);
  return {
    title,
    lead,
    announcement: isReading ? '' : lead,
    notices: problems,
    percent: isReading ? Math.floor((100 * done) / Math.max(1, rows.length)) : null,
    progressText: isReading ? `${done} of ${rows.length} devices looked at` : '',
    counters: countersOf(preview),
    actions: actionsOf(preview),
    columns,
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

function leadOf({ rows, dryRun, isReading }: Preview): string {
  if (isReading) return 'The devices are being read. Nothing is changed by it.';
  const ready = rows.filter(({ outcome }) => outcome.kind === 'ready');
  const skipped = countOf(rows, 'skipped');
  const unread = countOf(rows, 'reading');
  const fetch = size(ready.reduce((sum, { fetchMb }) => sum + (fetchMb ?? 0), 0));
  const will = dryRun ? 'would' : 'will';
  return [
    dryRun ? 'Dry run, nothing was changed.' : '',
    `${ready.length} of ${counted(rows.length, 'device')} ${will} be queued, with ${fetch} to fetch.`,
    skipped === 0 ? '' : `${skipped} ${skipped === 1 ? 'is' : 'are'} skipped.`,
    // What is not known of a device cannot be shown beforehand: it is not queued unseen.
    unread === 0 ? '' : `${unread} ${unread === 1 ? 'was' : 'were'} not read and ${will} not be queued.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
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
    ...(Object.keys(skipLabels) as SkipKind[]).map((why) => ({
      ...{ id: why, label: skipLabels[why], count: count(why) },
      status: harmless.has(why) ? ('skipped' as const) : ('attention' as const),
    })),
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
      hostname === '' ? serial : hostname,
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
      return {
        text: `${skipLabels[outcome.why]}: ${outcome.message}`,
        status: harmless.has(outcome.why) ? 'skipped' : 'attention',
      };
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
  return [
    `Queued ${counted(queued, 'device')} for download.`,
    ...skippedParts(rows),
    ...refused.slice(0, REFUSED_SHOWN).map(({ hostname, reason }) => `${hostname}: ${reason}`),
    ...(more > 0 ? [`And ${more} more ${more === 1 ? 'was' : 'were'} refused.`] : []),
  ].join(' ');
}

/** A message that names more is read by nobody. */
const REFUSED_SHOWN = 3;

function skippedParts(rows: readonly SurveyRow[]): string[] {
  const skipped = rows.flatMap(({ outcome }) => (outcome.kind === 'skipped' ? [outcome.why] : []));
  const kinds = (Object.keys(skipLabels) as SkipKind[]).flatMap((why) => {
    const count = skipped.filter((one) => one === why).length;
    return count === 0 ? [] : [`${count} ${skipLabels[why].toLowerCase()}`];
  });
  return skipped.length === 0 ? [] : [`${skipped.length} skipped: ${kinds.join(', ')}.`];
}
