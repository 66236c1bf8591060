/** A journal line that cannot be read may have been the proof that a restart was sent: a person has to look. */
import { knownState } from '../outcome/stateLeft.ts';
import type { JobBook } from '../jobBook.ts';
import { jobTold } from '../jobTroubles.ts';

/** Ends the open jobs the damaged lines are about. @param damaged `job` is null for a line that names none: it may be any. */
export function stopDamaged(book: JobBook, damaged: readonly { readonly job: string | null }[]): void {
  if (damaged.length === 0) return;
  for (const job of book.open()) {
    if (!damaged.some((damage) => damage.job === null || damage.job === job.id)) continue;
    const told = jobTold({ code: 'journal_of_the_job_damaged', known: knownState(job) });
    book.append({ kind: 'JOB_ENDED', job: job.id, data: { ...told, ending: 'needs_operator' } });
  }
}
