/** Which jobs and devices somebody must look at. */
import { hasLeftSuspended } from './leftSuspended.ts';
import type { Job } from './job.ts';

/**
 * The newest job of every device.
 * @param jobs newest first
 */
export function newestJobs(jobs: readonly Job[]): ReadonlyMap<string, Job> {
  const newest = new Map<string, Job>();
  for (const job of jobs) {
    for (const { serial } of job.runs) if (!newest.has(serial)) newest.set(serial, job);
  }
  return newest;
}

/**
 * A job that ended badly, as long as none of its devices was taken up again: a later job answers for its
 * devices, so nothing has to be dismissed by hand. A dry run changed nothing and asks for nothing. A member that was left
 * suspended is no other job's affair.
 */
export function needsAttention(job: Job, newest: ReadonlyMap<string, Job>): boolean {
  if (hasLeftSuspended(job)) return true;
  if (job.dryRun || (job.status !== 'failed' && job.status !== 'needs_operator')) return false;
  return job.runs.every(({ serial }) => newest.get(serial)?.id === job.id);
}

/** The map above, made again only after a job changed: every row of a large fleet asks for it. */
export class NewestJobs {
  #map: ReadonlyMap<string, Job> | null = null;
  #real: ReadonlyMap<string, Job> | null = null;

  of(jobs: { all(): readonly Job[] }): ReadonlyMap<string, Job> {
    this.#map ??= newestJobs(jobs.all());
    return this.#map;
  }

  /** Without dry runs, which change nothing on a device. */
  ofReal(jobs: { all(): readonly Job[] }): ReadonlyMap<string, Job> {
    this.#real ??= newestJobs(jobs.all().filter(({ dryRun }) => !dryRun));
    return this.#real;
  }

  forget(): void {
    this.#map = null;
    this.#real = null;
  }
}
