/** What a Preview page knows of its rows, and which of them may be queued. */
import type { SurveyOutcome } from '../../../jobs/survey/downloadSurveyRow.ts';

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
  /** Old images may be deleted where there is no room. */
  readonly offersRoom: boolean;
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

/** Without the rows of a serial that stands in the list already. */
export function onceEach<R extends PreviewedRow>(rows: readonly R[]): readonly R[] {
  return rows.filter(({ outcome }) => outcome.kind !== 'skipped' || outcome.why !== 'duplicate_row');
}

/** Those that are refused for want of room. */
export function withoutRoom<R extends PreviewedRow>(state: PreviewState<R>): readonly R[] {
  const { rows, dryRun, offersRoom } = state;
  if (dryRun || !offersRoom) return [];
  return rows.filter(({ outcome }) => outcome.kind === 'skipped' && outcome.why === 'no_room');
}

export function countOf(rows: readonly PreviewedRow[], kind: SurveyOutcome['kind']): number {
  return rows.filter(({ outcome }) => outcome.kind === kind).length;
}

/** The job that holds the device of a skipped row: what opening the row shows. Null for every other row. */
export function jobOf(outcome: SurveyOutcome): string | null {
  return outcome.kind === 'skipped' ? outcome.jobId : null;
}
