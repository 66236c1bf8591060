/** A journal line that cannot be read may have been the proof that a restart was sent: a person has to look. */
import { knownState } from '../outcome/stateLeft.ts';
import type { JobBook } from '../jobBook.ts';

/** Ends the open jobs the damaged lines are about. @param damaged `job` is null for a line that names none: it may be any. */
export function stopDamaged(book: JobBook, damaged: readonly { readonly job: string | null }[]): void {
  if (damaged.length === 0) return;
  for (const job of book.open()) {
    if (!damaged.some((damage) => damage.job === null || damage.job === job.id)) continue;
    const message =
      'A line of the journal about this job is damaged, so it is not known what was sent last. ' +
      `Look at the device before you start it again. ${knownState(job)}`;
    book.append({ kind: 'JOB_ENDED', job: job.id, data: { ending: 'needs_operator', message } });
  }
}
