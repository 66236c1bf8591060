/** Many wishes at once: each becomes a job of its own or is named with the reason, and one never stops the others. */
import type { ReadableInventory } from '../inventory/inventory.ts';
import { randomToken, type Rng } from '../ports/rng.ts';
import { UserError } from '../ports/userError.ts';
import type { BulkSubmission, NotQueued } from './bulk.ts';
import { isOpen, type Job } from './job.ts';
import type { JobBook } from './jobBook.ts';
import { refused, submitJob, type JobRequest, type Submission } from './submission.ts';

export interface BulkParts {
  readonly book: JobBook;
  readonly inventory: Pick<ReadableInventory, 'get'>;
  readonly rng: Rng;
  readonly queueSize: number;
}

type Wish = Pick<JobRequest, 'type'> & { readonly serial: string };

/** One `download_only` job a device; a serial that stands twice gets one. */
export function submitDownloads(parts: BulkParts, serials: readonly string[], by: string): BulkSubmission {
  const wishes = [...new Set(serials)].map((serial) => ({ type: 'download_only' as const, serial }));
  return submitAll(parts, wishes, by);
}

/**
 * Asks again for what jobs that ended without success were asked for.
 * @throws UserError when one of them cannot be asked for again; then none is.
 */
export function retryJobs(parts: BulkParts, jobIds: readonly string[], by: string): BulkSubmission {
  const jobs = jobIds.map((id) => requireRetryable(parts.book.get(id), id));
  const wishes = jobs.flatMap(({ type, runs }) =>
    type === 'ha_pair' ? [] : runs.map(({ serial }) => ({ type, serial })),
  );
  return submitAll(parts, wishes, by);
}

/** What may be tried again without anybody looking first: what is known to have changed nothing half. */
export function isRetryable(job: Job): boolean {
  return !job.dryRun && (job.status === 'failed' || job.status === 'cancelled');
}

function requireRetryable(job: Job | undefined, id: string): Job {
  if (job === undefined) throw new UserError(`There is no such job: ${id}. Nothing was queued.`);
  if (isRetryable(job)) return job;
  const why = isOpen(job)
    ? 'has not ended yet'
    : job.status === 'needs_operator'
      ? 'needs somebody to look at the device first; then start it anew from the device'
      : `ended as ${job.status}`;
  throw new UserError(`Job ${id} cannot be tried again: it ${why}. Nothing was queued.`);
}

function submitAll({ book, inventory, rng, queueSize }: BulkParts, wishes: readonly Wish[], by: string) {
  const batch = `batch-${randomToken(rng, 8)}`;
  const queued: Job[] = [];
  const skipped: NotQueued[] = [];
  for (const { type, serial } of wishes) {
    const device = inventory.get(serial);
    const submission: Submission =
      device === undefined
        ? refused(`There is no device ${serial} in the inventory. Run Discover Devices first.`)
        : submitJob(book, rng, queueSize, { type, device, dryRun: false, by, batch });
    if (submission.ok) queued.push(submission.job);
    else {
      const { reason, conflictingJobId } = submission;
      skipped.push({ serial, hostname: device?.hostname ?? serial, reason, conflictingJobId });
    }
  }
  return { batch, queued, skipped };
}
