/** Many wishes at once: each becomes a job of its own or is named with the reason, and one never stops the others. */
import type { ReadableInventory } from '../inventory/inventory.ts';
import type { Clock } from '../ports/clock.ts';
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
  readonly clock: Clock;
  readonly queueSize: number;
}

type Wish = Pick<JobRequest, 'type'> & { readonly serial: string };

/** One `download_only` job a device; a serial that stands twice gets one. */
export function submitDownloads(
  parts: BulkParts,
  serials: readonly string[],
  by: string,
): Promise<BulkSubmission> {
  const wishes = [...new Set(serials)].map((serial) => ({ type: 'download_only' as const, serial }));
  return submitAll(parts, wishes, by);
}

/**
 * Asks again for what jobs that ended without success were asked for.
 * @throws UserError when one of them cannot be asked for again; then none is.
 */
export async function retryJobs(
  parts: BulkParts,
  jobIds: readonly string[],
  by: string,
): Promise<BulkSubmission> {
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

/** Each job is a synced line in the journal: so many take some milliseconds, then others have their turn. */
const JOBS_AT_ONCE = 5;

async function submitAll(parts: BulkParts, wishes: readonly Wish[], by: string): Promise<BulkSubmission> {
  const batch = `batch-${randomToken(parts.rng, 8)}`;
  const queued: Job[] = [];
  const skipped: NotQueued[] = [];
  /** What keeps the journal from being written: nothing more is tried then, and what was queued stays queued. */
  let trouble: Submission | null = null;
  for (const [index, wish] of wishes.entries()) {
    if (index > 0 && index % JOBS_AT_ONCE === 0) await parts.clock.sleep(0);
    let submission: Submission;
    try {
      submission = trouble ?? submitOne(parts, wish, by, batch);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      submission = refused(`${error.message} It was not queued.`);
      trouble = submission;
    }
    if (submission.ok) {
      queued.push(submission.job);
      continue;
    }
    const { reason, conflictingJobId } = submission;
    const hostname = parts.inventory.get(wish.serial)?.hostname ?? wish.serial;
    skipped.push({ serial: wish.serial, hostname, reason, conflictingJobId });
  }
  return { batch, queued, skipped };
}

function submitOne(parts: BulkParts, { serial, type }: Wish, by: string, batch: string): Submission {
  const { book, inventory, rng, queueSize } = parts;
  const device = inventory.get(serial);
  if (device === undefined) {
    return refused(`There is no device ${serial} in the inventory. Run Discover Devices first.`);
  }
  return submitJob(book, rng, queueSize, { type, device, dryRun: false, by, batch });
}
