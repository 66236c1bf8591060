/** Why a device cannot have another job: one at a time, and never an upgrade beside a download. */
import { tell } from '../../ports/trouble.ts';
import { UserError } from '../../ports/userError.ts';
import type { Job } from '../job.ts';
import { type JobTrouble, jobWords } from '../jobTroubles.ts';

type Held = Extract<JobTrouble, { code: 'held_by_job' }>;

/** The job that is in the way can be cancelled. */
export class ConflictingJobError extends UserError {
  override readonly name: string = 'ConflictingJobError';
  readonly jobId: string;

  constructor(held: Held) {
    super(tell(held, jobWords));
    this.jobId = held.jobId;
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
 * The words are kept: other programs read them.
 * @param other the open job that holds the device
 * @param wanted the type of the job that was asked for
 */
export function conflictWith(
  device: { readonly serial: string; readonly hostname: string },
  other: Pick<Job, 'id' | 'type' | 'status'>,
  wanted: Job['type'],
): ConflictingJobError {
  const held = {
    code: 'held_by_job',
    hostname: device.hostname,
    serial: device.serial,
    jobId: other.id,
    type: other.type,
    wanted,
  } as const;
  if (other.type !== wanted && [other.type, wanted].includes('download_only')) {
    return new ConflictingJobTypeError({ ...held, how: 'other_type' });
  }
  return other.status === 'queued'
    ? new PendingJobError({ ...held, how: 'pending' })
    : new ActiveJobError({ ...held, how: 'active' });
}
