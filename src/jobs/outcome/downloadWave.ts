/**
 * The downloads that are looked at together: everything since the last moment at which none was open. One that has
 * ended stays in it until the others have, so that what is done and what there is to do never shrink meanwhile.
 */
import { isOpen, type Job } from '../job.ts';

/**
 * @param jobs newest first.
 * @returns download jobs, newest first; none while no download is open.
 */
export function downloadWave(jobs: readonly Job[]): readonly Job[] {
  const downloads = jobs.filter(({ type }) => type === 'download_only');
  const open = downloads.filter(isOpen);
  if (open.length === 0) return [];
  let since = open.reduce((first, { createdAt }) => Math.min(first, createdAt), Infinity);
  // Newest first: each older one is held against what the newer ones have made of `since`.
  for (const { createdAt, endedAt } of downloads) {
    if (endedAt !== null && endedAt >= since) since = Math.min(since, createdAt);
  }
  return downloads.filter(({ createdAt }) => createdAt >= since);
}
