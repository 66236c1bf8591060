/** What the Preview pages of downloads and upgrades have in common: their state, counters, buttons and cells. */
import type { ActionView, CellView, CounterView, PartView } from '../../../../webview-ui/protocol.ts';
import type { NotQueued } from '../../../jobs/submission/bulk.ts';
import type { SurveyedImage, SurveyOutcome } from '../../../jobs/survey/downloadSurveyRow.ts';
import { size } from '../../words/quantities.ts';
import { skipKinds, skipLabels, skipStatus, skipText } from './previewSkips.ts';

export interface PreviewedRow {
  readonly outcome: SurveyOutcome;
}

export interface PreviewState<R extends PreviewedRow> {
  readonly title: string;
  readonly rows: readonly R[];
  /** What else is wrong with what was asked for, one sentence each. */
  readonly problems: readonly string[];
  readonly dryRun: boolean;
  /** Devices are still being read. */
  readonly isReading: boolean;
  /** Why the reading failed; null when it did not. */
  readonly failure: string | null;
  /** Ids of rows that the user has left out, as the page says. */
  readonly leftOut: ReadonlySet<string>;
  /** The button was pressed: what is queued once is not queued again. */
  readonly isQueued: boolean;
}

export function mayQueue<R extends PreviewedRow>(state: PreviewState<R>): boolean {
  const { dryRun, isReading, failure, isQueued } = state;
  return !dryRun && !isReading && failure === null && !isQueued;
}

/**
 * The rows to queue; none where nothing may be queued now.
 * @param selected ids of rows, as the page says: it may be wrong, or late
 */
export function rowsToQueue<R extends PreviewedRow>(
  state: PreviewState<R>,
  selected: readonly string[],
): readonly R[] {
  if (!mayQueue(state)) return [];
  return selected.flatMap((id) => {
    const row = state.rows[Number(id)];
    return row?.outcome.kind === 'ready' ? [row] : [];
  });
}

/** The rows that would be queued as the page is now. */
export function takenRows<R extends PreviewedRow>({ rows, leftOut }: PreviewState<R>): readonly R[] {
  return rows.filter(({ outcome }, index) => outcome.kind === 'ready' && !leftOut.has(String(index)));
}

/** The part of the lead about what is not taken; its numbers add up with what is. @param rows each device once */
export function leftSentences(
  rows: readonly PreviewedRow[],
  taken: number,
  dryRun: boolean,
): readonly string[] {
  const left = countOf(rows, 'ready') - taken;
  const skipped = countOf(rows, 'skipped');
  const unread = countOf(rows, 'reading');
  const will = dryRun ? 'would' : 'will';
  return [
    left === 0 ? '' : `${left} ${left === 1 ? 'is' : 'are'} left out.`,
    skipped === 0 ? '' : `${skipped} ${skipped === 1 ? 'is' : 'are'} skipped.`,
    // What is not known of a device cannot be shown beforehand: it is not queued unseen.
    unread === 0 ? '' : `${unread} ${unread === 1 ? 'was' : 'were'} not read and ${will} not be queued.`,
  ];
}

export function sentences(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** Without the rows of a serial that stands in the list already. */
export function onceEach<R extends PreviewedRow>(rows: readonly R[]): readonly R[] {
  return rows.filter(({ outcome }) => outcome.kind !== 'skipped' || outcome.why !== 'duplicate_row');
}

export function countOf(rows: readonly PreviewedRow[], kind: SurveyOutcome['kind']): number {
  return rows.filter(({ outcome }) => outcome.kind === kind).length;
}

/** How far the reading is, 0 to 100; null when it has ended. @param rows each device once */
export function percentRead(rows: readonly PreviewedRow[], isReading: boolean): number | null {
  const done = rows.length - countOf(rows, 'reading');
  return isReading ? Math.floor((100 * done) / Math.max(1, rows.length)) : null;
}

export function countersOf<R extends PreviewedRow>({ rows, isReading }: PreviewState<R>): CounterView[] {
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

export function counterOf(outcome: SurveyOutcome): string {
  return outcome.kind === 'skipped' ? outcome.why : outcome.kind;
}

/** The job that holds the device of a skipped row: what opening the row shows. Null for every other row. */
export function jobOf(outcome: SurveyOutcome): string | null {
  return outcome.kind === 'skipped' ? outcome.jobId : null;
}

export function secondary(id: string, label: string, enabled = true): ActionView {
  return { id, label, rank: 'secondary', enabled };
}

/** @param own the buttons of this page, shown once the devices have been read */
export function actionsOf<R extends PreviewedRow>(
  { rows, dryRun, isReading }: PreviewState<R>,
  own: readonly ActionView[],
): ActionView[] {
  return [
    ...(isReading ? [secondary('stop', 'Stop Reading')] : own),
    secondary('save', 'Save Report…', !isReading && rows.length > 0),
    secondary('close', dryRun ? 'Close' : 'Cancel'),
  ];
}

/** @param ready what will happen to a row that will be queued */
export function outcomeCell(outcome: SurveyOutcome, isReading: boolean, ready: string): CellView {
  switch (outcome.kind) {
    case 'reading':
      return { text: isReading ? 'To be read' : 'Not read, not queued', status: 'waiting' };
    case 'ready':
      return { text: ready, status: 'good' };
    case 'skipped':
      return { text: skipText(outcome), status: skipStatus(outcome.why) };
  }
}

export function sizeCell(mb: number | null): CellView {
  return mb === null ? { text: '', order: -1 } : { text: size(mb), order: mb };
}

const imageLooks = {
  present: { status: 'good', word: 'is there already' },
  missing: { status: 'waiting', word: 'to be downloaded' },
  not_listed: { status: 'skipped', word: 'not offered yet' },
} as const;

export function imagePart({ version, state, reason }: SurveyedImage): PartView {
  const { status, word } = imageLooks[state];
  return { text: version, status, word: `${word}. ${reason}` };
}

/** What was shown as to be queued, and was not after all. */
export function refusedSentences(refused: readonly NotQueued[]): readonly string[] {
  const more = refused.length - REFUSED_SHOWN;
  return [
    ...refused.slice(0, REFUSED_SHOWN).map(({ hostname, reason }) => `${hostname}: ${reason}`),
    more <= 0 ? '' : `And ${more} more ${more === 1 ? 'was' : 'were'} refused.`,
  ];
}

/** A message that names more is read by nobody. */
const REFUSED_SHOWN = 3;
