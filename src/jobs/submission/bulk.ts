/** The answer to a wish about many devices: what was queued, and why the rest was not. */
import type { Trouble } from '../../ports/trouble.ts';
import type { Job } from '../job.ts';

export interface NotQueued {
  readonly serial: string;
  /** The serial for a device that is not in the inventory. */
  readonly hostname: string;
  /** One sentence for people. */
  readonly reason: string;
  readonly trouble: Trouble;
  readonly conflictingJobId: string | null;
}

export interface BulkSubmission {
  /** What the queued jobs have in common; see Job.batch. */
  readonly batch: string;
  readonly queued: readonly Job[];
  readonly skipped: readonly NotQueued[];
}
