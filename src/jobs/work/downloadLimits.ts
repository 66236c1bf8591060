/** How many downloads may run at once: a thin link must not be filled by twenty firewalls behind it. */
import type { ReadableInventory } from '../../inventory/inventory.ts';
import type { Job } from '../job.ts';

export interface DownloadLimits {
  readonly maxConcurrent: number;
  /** Of one site or, without a site, one device group. */
  readonly maxConcurrentPerGroup: number;
}

/**
 * @param atWork all jobs that are worked on now.
 * @returns false when `job` is a download that has to wait: for its turn, or for the other member of its pair.
 */
export function mayStartNow(
  job: Job,
  atWork: readonly Job[],
  limits: DownloadLimits,
  inventory: Pick<ReadableInventory, 'get' | 'groupOf'>,
): boolean {
  if (job.type !== 'download_only') return true;
  const downloading = atWork.filter(({ type }) => type === 'download_only');
  if (downloading.length >= limits.maxConcurrent) return false;
  const busy = downloading.flatMap(({ runs }) => runs.map(({ serial }) => serial));
  return job.runs.every(({ serial }) => {
    const peer = inventory.get(serial)?.peerSerial ?? null;
    if (peer !== null && busy.includes(peer)) return false;
    const group = inventory.groupOf(serial);
    if (group === null) return true;
    return busy.filter((other) => inventory.groupOf(other) === group).length < limits.maxConcurrentPerGroup;
  });
}
