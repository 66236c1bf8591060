/** Many wishes at once: each becomes a job of its own or is named with the reason, and one never stops the others. */
import type { ReadableInventory } from '../../inventory/inventory.ts';
import type { Clock } from '../../ports/clock.ts';
import { randomToken, type Rng } from '../../ports/rng.ts';
import { toldOf } from '../../ports/trouble.ts';
import { UserError } from '../../ports/userError.ts';
import type { BulkSubmission, NotQueued } from './bulk.ts';
import { isOpen, type Job } from '../job.ts';
import type { JobBook } from '../jobBook.ts';
import { jobError, type JobTrouble } from '../jobTroubles.ts';
import { refused, submitJob, type JobRequest, type Submission } from './submission.ts';
import type { RoomRequest } from '../../workflow/journalRecord.ts';
import type { UpgradeTarget } from './upgradeTarget.ts';

export interface BulkParts {
  readonly book: JobBook;
  readonly inventory: Pick<ReadableInventory, 'get'>;
  readonly rng: Rng;
  readonly clock: Clock;
  readonly queueSize: number;
}

interface Wish extends Pick<JobRequest, 'type' | 'dryRun' | 'allowPreemption' | 'retryOf' | 'room'> {
  readonly serials: UpgradeTarget;
}

/** One `download_only` job a device; a serial that stands twice gets one. */
export function submitDownloads(
  parts: BulkParts,
  serials: readonly string[],
  by: string,
): Promise<BulkSubmission> {
  const wishes = [...new Set(serials)].map((serial) => downloadOf(serial));
  return submitAll(parts, wishes, by);
}

function downloadOf(serial: string): Wish {
  return { type: 'download_only', serials: [serial], dryRun: false, allowPreemption: false };
}

export interface MakeRoomRequest {
  readonly devices: readonly ({ readonly serial: string } & RoomRequest)[];
  readonly by: string;
}

/** One `make_room` job a device. */
export function submitMakeRoom(parts: BulkParts, { devices, by }: MakeRoomRequest): Promise<BulkSubmission> {
  const wishes = devices.map(({ serial, ...room }): Wish => {
    return { type: 'make_room', serials: [serial], dryRun: false, allowPreemption: false, room };
  });
  return submitAll(parts, wishes, by);
}

export interface UpgradesRequest {
  readonly targets: readonly UpgradeTarget[];
  readonly dryRun: boolean;
  /** The user bears preemptive members. */
  readonly allowPreemption: boolean;
  readonly by: string;
}

/** One job a target: `standalone` for a firewall alone, `ha_pair` for a pair. */
export function submitUpgrades(parts: BulkParts, request: UpgradesRequest): Promise<BulkSubmission> {
  const { targets, dryRun, allowPreemption, by } = request;
  const wishes = targets.map((serials): Wish => {
    return { type: serials.length === 1 ? 'standalone' : 'ha_pair', serials, dryRun, allowPreemption };
  });
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
  return submitAll(parts, jobs.flatMap(wishOf), by);
}

function wishOf({ id, type, dryRun, allowPreemption, runs }: Job): Wish[] {
  const [one, other] = runs.map(({ serial }) => serial);
  if (one === undefined) return [];
  const serials: UpgradeTarget = other === undefined ? [one] : [one, other];
  return [{ type, dryRun, allowPreemption, serials, retryOf: id }];
}

/** What may be tried again without anybody looking first: what is known to have changed nothing half. */
export function isRetryable(job: Job): boolean {
  // What may be deleted is looked at anew, and confirmed.
  if (job.type === 'make_room') return false;
  return !job.dryRun && job.handedOverTo === null && (job.status === 'failed' || job.status === 'cancelled');
}

function requireRetryable(job: Job | undefined, id: string): Job {
  if (job === undefined) throw jobError({ code: 'no_such_job', asked: 'retry', jobId: id });
  if (isRetryable(job)) return job;
  throw jobError({ code: 'not_retryable', jobId: id, why: whyNotRetryable(job) });
}

function whyNotRetryable(job: Job): Extract<JobTrouble, { code: 'not_retryable' }>['why'] {
  if (isOpen(job)) return 'open';
  if (job.type === 'make_room') return 'make_room';
  if (job.status === 'needs_operator') return 'undecided';
  if (job.handedOverTo !== null) return 'handed_over';
  return job.status === 'completed' || job.status === 'skipped' ? job.status : 'dry_run';
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
      const told = toldOf(error);
      submission = refused(jobError({ code: 'not_queued', because: error.trouble, told }));
      trouble = submission;
    }
    if (submission.ok) {
      queued.push(submission.job);
      continue;
    }
    const { reason, conflictingJobId, error } = submission;
    const hostnames = wish.serials.map((serial) => parts.inventory.get(serial)?.hostname ?? serial);
    skipped.push({
      serial: wish.serials[0],
      hostname: hostnames.join(' + '),
      reason,
      trouble: error.trouble,
      conflictingJobId,
    });
  }
  return { batch, queued, skipped };
}

function submitOne(parts: BulkParts, wish: Wish, by: string, batch: string): Submission {
  const { book, inventory, rng, queueSize } = parts;
  const { serials, ...what } = wish;
  const [first, second] = serials.map((serial) => inventory.get(serial));
  if (first === undefined || (serials.length === 2 && second === undefined)) {
    const unknown = serials.find((serial) => inventory.get(serial) === undefined) ?? '';
    return refused(jobError({ code: 'device_not_found', serial: unknown }));
  }
  const devices = second === undefined ? ([first] as const) : ([first, second] as const);
  return submitJob(book, rng, queueSize, { ...what, devices, by, batch });
}
