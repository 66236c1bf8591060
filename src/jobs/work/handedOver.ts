/** The end of jobs whose devices somebody has taken in the middle of the work. */
import { endedWell, type JobOutcome } from '../../workflow/stepResult.ts';
import type { Job } from '../job.ts';
import { endJob, type EndingParts } from '../left/endJob.ts';

/** From then on the devices are somebody else's, and are not asked any more. */
export function handedOver({ handedOverTo }: Pick<Job, 'handedOverTo'>): JobOutcome {
  return endedWell('cancelled', `Handed over to ${handedOverTo ?? 'somebody'}: nothing more is sent.`);
}

/** Ends a job that nobody works on. It was handed over before: its record says to whom. */
export function endHandedOver(parts: EndingParts, id: string): void {
  const job = parts.book.get(id);
  if (job !== undefined) endJob(parts, id, handedOver(job));
}

/** For a window that has just opened: ends the jobs that one before it handed over and did not live to end. */
export function endAllHandedOver(parts: EndingParts): void {
  for (const { id, status, handedOverTo } of parts.book.all()) {
    if (handedOverTo !== null && (status === 'active' || status === 'needs_operator'))
      endHandedOver(parts, id);
  }
}
