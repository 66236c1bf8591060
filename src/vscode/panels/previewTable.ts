/** The Preview page: what a bulk download would do, row by row, with the reason for every skip. */
import type {
  CellView,
  ColumnView,
  CounterView,
  PartView,
  RowView,
  TableHead,
} from '../../../webview-ui/protocol.ts';
import type { SkipKind, SurveyedImage, SurveyOutcome, SurveyRow } from '../../jobs/surveyRow.ts';
import { size } from '../downloadTexts.ts';

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
}

const columns: readonly ColumnView[] = [
  { title: 'Device', width: 3 },
  { title: 'Serial', width: 2.4 },
  { title: 'Group', width: 1.8 },
  { title: 'Version', width: 1.8 },
  { title: 'Path', width: 3 },
  { title: 'Images', width: 5 },
  { title: 'To fetch', width: 1.5 },
  { title: 'Free', width: 1.5 },
  { title: 'What will happen', width: 6 },
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
  const done = rows.filter(({ outcome }) => outcome.kind !== 'reading').length;
  const share = rows.length === 0 ? 100 : Math.floor((100 * done) / rows.length);
  return {
    title,
    lead: failure ?? leadOf(preview),
    notices: problems,
    percent: isReading ? share : null,
    progressText: isReading ? `${done} of ${rows.length} devices looked at` : '',
    counters: countersOf(rows),
    actions: [
      ...(isReading
        ? [{ id: 'stop', label: 'Stop Reading', rank: 'secondary' as const, enabled: true }]
        : dryRun
          ? []
          : [
              {
                id: 'queue',
                label: 'Queue {n} Devices',
                rank: 'primary' as const,
                enabled: failure === null,
              },
            ]),
      { id: 'save', label: 'Save Report…', rank: 'secondary', enabled: !isReading && rows.length > 0 },
      { id: 'close', label: dryRun ? 'Close' : 'Cancel', rank: 'secondary', enabled: true },
    ],
    columns,
    canSelect: !dryRun,
    empty: 'There is nothing in the list.',
  };
}

function leadOf({ rows, dryRun, isReading }: Preview): string {
  const ready = rows.filter(({ outcome }) => outcome.kind === 'ready');
  const skipped = rows.filter(({ outcome }) => outcome.kind === 'skipped').length;
  if (isReading) return 'The devices are being read. Nothing is changed by it.';
  const fetch = size(ready.reduce((sum, { fetchMb }) => sum + (fetchMb ?? 0), 0));
  const devices = `${ready.length} of ${rows.length} devices`;
  const rest = skipped === 0 ? '' : ` ${skipped} ${skipped === 1 ? 'is' : 'are'} skipped.`;
  const dry = dryRun ? 'Dry run, nothing was changed. ' : '';
  return `${dry}${devices} ${dryRun ? 'would' : 'will'} be queued, with ${fetch} to fetch.${rest}`;
}

function countersOf(rows: readonly SurveyRow[]): CounterView[] {
  const counts = Map.groupBy(rows, ({ outcome }) => counterOf(outcome));
  const count = (id: string): number => counts.get(id)?.length ?? 0;
  return [
    { id: 'reading', label: 'To be read', count: count('reading'), status: 'waiting' },
    { id: 'ready', label: 'To be queued', count: count('ready'), status: 'good' },
    ...(Object.keys(skipLabels) as SkipKind[]).map((why) => ({
      ...{ id: why, label: skipLabels[why], count: count(why) },
      status: harmless.has(why) ? ('skipped' as const) : ('attention' as const),
    })),
  ];
}

function counterOf(outcome: SurveyOutcome): string {
  return outcome.kind === 'skipped' ? outcome.why : outcome.kind;
}

/** @param id of the row: its place in the list, since a serial may stand there twice. */
export function previewRow(id: string, row: SurveyRow): RowView {
  const { hostname, serial, group, version, path, images, fetchMb, freeMb, outcome } = row;
  return {
    id,
    counter: counterOf(outcome),
    canSelect: outcome.kind === 'ready',
    cells: [
      hostname === '' ? serial : hostname,
      serial,
      group ?? '',
      version,
      path.join(' → '),
      { text: '', parts: images.map(imagePart) },
      sizeCell(fetchMb),
      sizeCell(freeMb),
      outcomeCell(outcome),
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

function outcomeCell(outcome: SurveyOutcome): CellView {
  switch (outcome.kind) {
    case 'reading':
      return { text: 'to be read', status: 'waiting' };
    case 'ready':
      return { text: outcome.note ?? 'Download', status: 'good' };
    case 'skipped':
      return {
        text: `${skipLabels[outcome.why]}: ${outcome.message}`,
        status: harmless.has(outcome.why) ? 'skipped' : 'attention',
      };
  }
}

/** `17 skipped: 15 no upgrade path, 2 existing job`; empty when none is. */
export function skippedSentence(rows: readonly SurveyRow[]): string {
  const skipped = rows.flatMap(({ outcome }) => (outcome.kind === 'skipped' ? [outcome.why] : []));
  if (skipped.length === 0) return '';
  const kinds = (Object.keys(skipLabels) as SkipKind[]).flatMap((why) => {
    const count = skipped.filter((one) => one === why).length;
    return count === 0 ? [] : [`${count} ${skipLabels[why].toLowerCase()}`];
  });
  return `${skipped.length} skipped: ${kinds.join(', ')}`;
}
