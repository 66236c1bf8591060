/** Which Job pages a new dry run makes room on: nobody compares tries of the same device by their tabs. */
import { isOpen, type Job } from '../../../jobs/job.ts';

/**
 * @param shown the jobs that have a page now
 * @returns ids of those that are ended dry runs of a device of this dry run; none for an upgrade
 */
export function earlierDryRuns(job: Job, shown: readonly Job[]): readonly string[] {
  if (!job.dryRun) return [];
  const serials = new Set(job.runs.map(({ serial }) => serial));
  return shown
    .filter((other) => other.id !== job.id && other.dryRun && !isOpen(other))
    .filter(({ runs }) => runs.some(({ serial }) => serials.has(serial)))
    .map(({ id }) => id);
}
