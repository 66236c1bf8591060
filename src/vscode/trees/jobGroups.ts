/** Into which group of the Jobs view a job belongs. */
import { byTurn, type Job } from '../../jobs/job.ts';
import { needsAttention, newestJobs } from '../../jobs/newestJobs.ts';

export const jobGroups = ['active', 'queued', 'attention', 'finished'] as const;
export type JobGroup = (typeof jobGroups)[number];

export const jobGroupLabels: Readonly<Record<JobGroup, string>> = {
  active: 'Active',
  queued: 'Queued',
  attention: 'Needs attention',
  finished: 'Finished',
};

/**
 * @param jobs newest first
 * @returns the jobs of each group: waiting ones in the order they will start, all others newest first
 */
export function groupJobs(jobs: readonly Job[]): ReadonlyMap<JobGroup, readonly Job[]> {
  const newest = newestJobs(jobs);
  const groups = new Map<JobGroup, Job[]>(jobGroups.map((group) => [group, []]));
  for (const job of jobs) groups.get(groupOf(job, newest))?.push(job);
  groups.get('queued')?.sort(byTurn);
  return groups;
}

export function groupOf(job: Job, newest: ReadonlyMap<string, Job>): JobGroup {
  if (job.status === 'active' || job.status === 'queued') return job.status;
  return needsAttention(job, newest) ? 'attention' : 'finished';
}
