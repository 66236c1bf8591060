/** How a bulk of jobs ended: told once, when the last of them has. */
import { isOpen, type Job } from '../jobs/job.ts';

export interface BatchEnd {
  readonly message: string;
  /** Whether some may be tried again at once. */
  readonly hasFailed: boolean;
}

/**
 * @param batch all jobs of it, of which one has just ended.
 * @returns null while one is open, and for a job on its own, which is told by itself.
 */
export function batchEnd(batch: readonly Job[]): BatchEnd | null {
  if (batch.length < 2 || batch.some(isOpen)) return null;
  const counts = Map.groupBy(batch, ({ status }) => status);
  const part = (status: Job['status'], word: string): string[] => {
    const count = counts.get(status)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${word}`];
  };
  const what = whatEnded(batch);
  const parts = [
    ...part('completed', 'complete'),
    ...part('failed', 'failed'),
    ...part('needs_operator', 'need an operator'),
    ...part('skipped', 'skipped'),
    ...part('cancelled', 'cancelled'),
  ];
  return { message: `${what} ended: ${parts.join(', ')}.`, hasFailed: counts.has('failed') };
}

function whatEnded(batch: readonly Job[]): string {
  const downloads = batch.filter(({ type }) => type === 'download_only').length;
  if (downloads === batch.length) return 'Downloads';
  return downloads === 0 ? 'Upgrades' : 'Jobs';
}
