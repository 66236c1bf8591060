/** How a survey goes through its rows: all at once from memory, then the devices, a few at a time. */
import { inParallel } from '../../inventory/inParallel.ts';
import { isDeviceError } from '../../panos/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import { UserError } from '../../ports/userError.ts';
import type { JobBook } from '../jobBook.ts';
import { skipped, type SurveyOutcome } from './downloadSurveyRow.ts';

export interface ReadingParts {
  readonly book: Pick<JobBook, 'openCount'>;
  readonly clock: Clock;
  /** How many rows are read at a time. */
  readonly workers: number;
  /** How many jobs may be open at once. */
  readonly queueSize: number;
}

export interface Reading<R> {
  /** Ends the reading of devices; rows that were not read stay `reading`. */
  readonly signal: AbortSignal;
  /** Called with all rows at once, and then whenever one has changed. @param index of the row, from 0. */
  onRow(index: number, row: R): void;
  /** Asks the devices of one row. @throws DeviceError, UserError: the row is unreachable then. */
  read(row: R): Promise<R>;
}

/** Lists have up to a hundred thousand rows: so many take some milliseconds, then others have their turn. */
const ROWS_AT_ONCE = 1000;

/**
 * One device in trouble never stops the others. Resolves when all were read, or soon after the signal was aborted.
 * @param rows what is known without asking; those that are `reading` are asked.
 */
export async function readRows<R extends { readonly outcome: SurveyOutcome }>(
  parts: ReadingParts,
  rows: Iterable<R>,
  reading: Reading<R>,
): Promise<void> {
  const isStopped = (): boolean => reading.signal.aborted;
  let queueRoom = parts.queueSize - parts.book.openCount;
  const show = (index: number, row: R): void => {
    if (row.outcome.kind === 'ready') queueRoom -= 1;
    const isBeyond = row.outcome.kind === 'ready' && queueRoom < 0;
    reading.onRow(index, isBeyond ? { ...row, outcome: queueFull(parts.queueSize) } : row);
  };

  const toRead: { readonly index: number; readonly row: R }[] = [];
  let index = 0;
  for (const row of rows) {
    reading.onRow(index, row);
    if (row.outcome.kind === 'reading') toRead.push({ index, row });
    index += 1;
    if (index % ROWS_AT_ONCE === 0) await parts.clock.sleep(0);
  }

  await inParallel(toRead, parts.workers, async ({ index: place, row }) => {
    if (isStopped()) return;
    try {
      show(place, await reading.read(row));
    } catch (error) {
      if (isStopped()) return;
      if (!isDeviceError(error) && !(error instanceof UserError)) throw error;
      show(place, { ...row, outcome: skipped('unreachable', error.message) });
    }
  });
}

function queueFull(size: number): SurveyOutcome {
  return skipped(
    'queue_full',
    `The queue is full (${size} jobs). Wait for some to end, or raise panosUpgrade.workers.queueSize.`,
  );
}
