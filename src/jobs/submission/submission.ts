/** Takes a wish and makes a queued job of it, or says plainly why not. */
import type { Device } from '../../inventory/device.ts';
import { randomToken, type Rng } from '../../ports/rng.ts';
import { UserError } from '../../ports/userError.ts';
import { ConflictingJobError, conflictWith } from './conflict.ts';
import type { Job } from '../job.ts';
import type { JobBook } from '../jobBook.ts';

export type Submission =
  | { readonly ok: true; readonly job: Job }
  | {
      readonly ok: false;
      /** A ConflictingJobError where another job holds the device. */
      readonly error: UserError;
      readonly reason: string;
      readonly conflictingJobId: string | null;
    };

export interface JobRequest {
  readonly type: Job['type'];
  /** Two for a pair, else one. */
  readonly devices: readonly [Device] | readonly [Device, Device];
  readonly dryRun: boolean;
  /** See Job.allowPreemption. */
  readonly allowPreemption: boolean;
  /** Who asked: the user's name or the file it came from. */
  readonly by: string;
  /** See Job.batch. */
  readonly batch: string | null;
}

/** @param queueSize how many jobs may be open at once; nothing beyond it is taken, nothing taken is lost. */
export function submitJob(book: JobBook, rng: Rng, queueSize: number, request: JobRequest): Submission {
  const { type, devices, dryRun, allowPreemption, by, batch } = request;
  const refusal = whyNot(devices, type);
  if (refusal !== null) return refused(refusal);
  for (const device of devices) {
    const other = book.openJobOf(device.serial);
    if (other !== undefined) return refused(conflictWith(device, other, type));
  }
  if (book.openCount >= queueSize) {
    return refused(
      `The queue is full (${queueSize} jobs). Wait for some to end, or raise workers.queueSize.`,
    );
  }
  const named = devices.map(({ serial, hostname, address }) => ({ serial, hostname, address }));
  const job = book.append({
    kind: 'JOB_SUBMITTED',
    job: `job-${randomToken(rng, 8)}`,
    data: { type, devices: named, dryRun, allowPreemption, by, batch },
  });
  return { ok: true, job };
}

export function refused(why: string | UserError): Submission & { ok: false } {
  const error = typeof why === 'string' ? new UserError(why) : why;
  const conflictingJobId = error instanceof ConflictingJobError ? error.jobId : null;
  return { ok: false, error, reason: error.message, conflictingJobId };
}

function whyNot(devices: JobRequest['devices'], type: JobRequest['type']): string | null {
  const [device, peer] = devices;
  const unaddressed = devices.find(({ address }) => address === '');
  if (unaddressed !== undefined) return `${unaddressed.hostname} has no management address.`;
  // Fetching an image does not touch traffic, so both members of a pair may.
  if (type === 'download_only') return null;
  if (type === 'ha_pair') return whyNoPair(device, peer);
  return whyNotAlone(device);
}

/** Only a device that is certainly alone may be upgraded alone: its peer would be left without a partner. */
function whyNotAlone(device: Device): string | null {
  switch (device.deviceType) {
    case 'ha_pair':
      return `${device.hostname} is a member of an HA pair; upgrading one member by itself is refused.`;
    case 'unknown':
      return `It is not certain whether ${device.hostname} stands alone: ${device.typeReason} Run Discover Devices again.`;
    case 'standalone':
      return null;
  }
}

/** The devices themselves have the last word when the job begins. */
function whyNoPair(one: Device, other: Device | undefined): string | null {
  if (other === undefined) return `${one.hostname} alone is no HA pair.`;
  const isPair = [one, other].every(({ deviceType }) => deviceType === 'ha_pair');
  if (isPair && one.peerSerial === other.serial && other.peerSerial === one.serial) return null;
  return `${one.hostname} and ${other.hostname} are not each other's HA peers. Run Discover Devices again.`;
}
