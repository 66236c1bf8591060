/** What is said of jobs that wait because a window closed or died while they were under way. */
import type { Job } from '../../jobs/job.ts';
import { isMemberSuspended } from '../../workflow/pair/suspendedByUs.ts';

/** Its pair does without a member for as long as the job waits. */
export function isOneSuspended(job: Job): boolean {
  return isMemberSuspended(job.steps);
}

export function resumeWords(jobs: readonly Job[]): string {
  const count = jobs.length === 1 ? '1 job was' : `${jobs.length} jobs were`;
  const pairs = jobs
    .filter(isOneSuspended)
    .map(({ runs }) => runs.map(({ hostname }) => hostname).join(' + '));
  const suspended =
    pairs.length === 0
      ? ''
      : ` A member of ${pairs.join(' and of ')} is suspended: that does not wait, but goes on until the pair is whole.`;
  return `${count} under way when the window closed. The engine is paused, and nothing is sent before you resume it.${suspended}`;
}
