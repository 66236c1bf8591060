/** How a bulk of jobs ended: told once, when the last of them has. */
import { isOpen, isUpgrade, type Job } from '../../jobs/job.ts';
import { isOutsideTheMargins } from '../words/comparisonWord.ts';
import { isHandedOver } from '../words/jobTexts.ts';

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
  const counts = Map.groupBy(batch, (job) => (isHandedOver(job) ? 'handed_over' : job.status));
  const outside = batch.filter(isOutsideTheMargins).length;
  const part = (ending: Job['status'] | 'handed_over', word: string): string[] => {
    const count = counts.get(ending)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${word}`];
  };
  const what = whatEnded(batch);
  const parts = [
    ...part('completed', outside === 0 ? 'complete' : `complete (${outside} outside the margins)`),
    ...part('failed', 'failed'),
    ...part('needs_operator', 'need an operator'),
    ...part('skipped', 'skipped'),
    ...part('cancelled', 'cancelled'),
    ...part('handed_over', 'handed over'),
  ];
  return { message: `${what} ended: ${parts.join(', ')}.`, hasFailed: counts.has('failed') };
}

function whatEnded(batch: readonly Job[]): string {
  const downloads = batch.filter(({ type }) => type === 'download_only').length;
  if (downloads === batch.length) return 'Downloads';
  return batch.every(isUpgrade) ? 'Upgrades' : 'Jobs';
}
