/** The end of jobs whose devices somebody has taken in the middle of the work. */
import { endedWell } from '../../workflow/stepResult.ts';
import type { JobBook } from '../jobBook.ts';
import { stateLeft } from '../outcome/stateLeft.ts';

/** Ends a job that nobody works on. It was handed over before: its record says to whom. */
export function endHandedOver(book: JobBook, id: string): void {
  const job = book.get(id);
  if (job === undefined) return;
  book.append({ kind: 'JOB_ENDED', job: id, data: endedWell('cancelled', stateLeft(job)) });
}

/** For a window that has just opened: ends the jobs that one before it handed over and did not live to end. */
export function endAllHandedOver(book: JobBook): void {
  for (const { id, status, handedOverTo } of book.all()) {
    if (handedOverTo !== null && (status === 'active' || status === 'needs_operator'))
      endHandedOver(book, id);
  }
}
