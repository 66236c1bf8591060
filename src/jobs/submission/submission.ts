/** Takes a wish and makes a queued job of it, or says plainly why not. */
import type { Device } from '../../inventory/device.ts';
import { randomToken, type Rng } from '../../ports/rng.ts';
import type { UserError } from '../../ports/userError.ts';
import type { RoomRequest } from '../../workflow/journalRecord.ts';
import { ConflictingJobError, conflictWith } from './conflict.ts';
import type { Job } from '../job.ts';
import type { JobBook } from '../jobBook.ts';
import { jobError, type JobTrouble } from '../jobTroubles.ts';

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
  /** See Job.retryOf. */
  readonly retryOf?: string;
  /** See Job.room. */
  readonly room?: RoomRequest | undefined;
}

/** @param queueSize how many jobs may be open at once; nothing beyond it is taken, nothing taken is lost. */
export function submitJob(book: JobBook, rng: Rng, queueSize: number, request: JobRequest): Submission {
  const { type, devices, dryRun, allowPreemption, by, batch, retryOf, room } = request;
  const refusal = whyNot(devices, type);
  if (refusal !== null) return refused(jobError(refusal));
  for (const device of devices) {
    const other = book.openJobOf(device.serial);
    if (other !== undefined) return refused(conflictWith(device, other, type));
  }
  if (book.openCount >= queueSize) {
    return refused(jobError({ code: 'queue_full', size: queueSize }));
  }
  const named = devices.map(({ serial, hostname, address }) => ({ serial, hostname, address }));
  const job = book.append({
    kind: 'JOB_SUBMITTED',
    job: `job-${randomToken(rng, 8)}`,
    data: {
      type,
      devices: named,
      dryRun,
      allowPreemption,
      by,
      batch,
      retryOf,
      room,
    },
  });
  return { ok: true, job };
}

export function refused(error: UserError): Submission & { ok: false } {
  const conflictingJobId = error instanceof ConflictingJobError ? error.jobId : null;
  return { ok: false, error, reason: error.message, conflictingJobId };
}

function whyNot(devices: JobRequest['devices'], type: JobRequest['type']): JobTrouble | null {
  const [device, peer] = devices;
  const unaddressed = devices.find(({ address }) => address === '');
  if (unaddressed !== undefined) {
    return { code: 'no_management_address', hostname: unaddressed.hostname };
  }
  // Fetching or deleting an image does not touch traffic, so both members of a pair may.
  if (type === 'download_only' || type === 'make_room') return null;
  if (type === 'ha_pair') return whyNoPair(device, peer);
  return whyNotAlone(device);
}

/** Only a device that is certainly alone may be upgraded alone: its peer would be left without a partner. */
function whyNotAlone(device: Device): JobTrouble | null {
  const { hostname } = device;
  switch (device.deviceType) {
    case 'ha_pair':
      return { code: 'ha_member', hostname };
    case 'unknown':
      return { code: 'type_not_certain', hostname, why: device.typeReason };
    case 'standalone':
      return null;
  }
}

/** The devices themselves have the last word when the job begins. */
function whyNoPair(one: Device, other: Device | undefined): JobTrouble | null {
  const { hostname } = one;
  if (other === undefined) return { code: 'no_pair', hostname, other: null };
  const isPair = [one, other].every(({ deviceType }) => deviceType === 'ha_pair');
  if (isPair && one.peerSerial === other.serial && other.peerSerial === one.serial) return null;
  return { code: 'no_pair', hostname, other: other.hostname };
}
