/** The end of a job, with what it leaves on its devices: every way out of a job comes through here. */
import type { JobOutcome } from '../../workflow/stepResult.ts';
import type { Job } from '../job.ts';
import type { JobBook } from '../jobBook.ts';
import type { LeftBehind, WithImages } from './leftBehind.ts';
import { withLeft } from './leftWords.ts';

export interface EndingParts {
  readonly book: JobBook;
  /** By the last answers of its devices. */
  readonly leftOf: (job: Job) => LeftBehind<WithImages>;
}

/** Appends the end. A job that is gone has none. */
export function endJob({ book, leftOf }: EndingParts, id: string, outcome: JobOutcome): void {
  const job = book.get(id);
  if (job === undefined) return;
  book.append({ kind: 'JOB_ENDED', job: id, data: withLeft(outcome, job, leftOf(job)) });
}
