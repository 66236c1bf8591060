/** Why a device cannot have another job: one at a time, and never an upgrade beside a download. */
import { UserError } from '../../ports/userError.ts';
import type { Job } from '../job.ts';

/** The job that is in the way can be cancelled; its id stands in the message, too. */
export class ConflictingJobError extends UserError {
  override readonly name: string = 'ConflictingJobError';
  readonly jobId: string;

  constructor(message: string, jobId: string) {
    super(`${message} (Job ID: ${jobId})`);
    this.jobId = jobId;
  }
}

/** The other job is of another kind. */
export class ConflictingJobTypeError extends ConflictingJobError {
  override readonly name = 'ConflictingJobTypeError';
}

/** The other job waits in the queue. */
export class PendingJobError extends ConflictingJobError {
  override readonly name = 'PendingJobError';
}

/** The other job is being worked on. */
export class ActiveJobError extends ConflictingJobError {
  override readonly name = 'ActiveJobError';
}

/**
 * The words are those of the original tool.
 * @param other the open job that holds the device
 * @param wanted the type of the job that was asked for
 */
export function conflictWith(
  device: { readonly serial: string; readonly hostname: string },
  other: Pick<Job, 'id' | 'type' | 'status'>,
  wanted: Job['type'],
): ConflictingJobError {
  const who = `Device ${device.hostname} (${device.serial})`;
  if (other.type !== wanted && [other.type, wanted].includes('download_only')) {
    return new ConflictingJobTypeError(
      `${who} has an existing ${other.type} job. Cannot submit ${wanted} job. ` +
        'Download-only and normal upgrades cannot run concurrently. Cancel the existing job first.',
      other.id,
    );
  }
  return other.status === 'queued'
    ? new PendingJobError(
        `${who} already has a pending ${other.type} job. Cancel it first, or let it run.`,
        other.id,
      )
    : new ActiveJobError(
        `${who} already has an active ${other.type} job. Cancel it first, or let it end.`,
        other.id,
      );
}
