/** A journal line that cannot be read may have been the proof that a restart was sent: a person has to look. */
import { endJob, type EndingParts } from '../left/endJob.ts';
import { jobTold } from '../jobTroubles.ts';

/** Ends the open jobs the damaged lines are about. @param damaged `job` is null for a line that names none: it may be any. */
export function stopDamaged(parts: EndingParts, damaged: readonly { readonly job: string | null }[]): void {
  if (damaged.length === 0) return;
  for (const job of parts.book.open()) {
    if (!damaged.some((damage) => damage.job === null || damage.job === job.id)) continue;
    endJob(parts, job.id, { ...jobTold({ code: 'journal_of_the_job_damaged' }), ending: 'needs_operator' });
  }
}
