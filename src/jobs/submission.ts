/** Takes a wish and makes a queued job of it, or says plainly why not. */
import type { Device } from '../inventory/device.ts';
import { randomToken, type Rng } from '../ports/rng.ts';
import type { Job } from './job.ts';
import type { JobBook } from './jobBook.ts';

export type Submission =
  | { readonly ok: true; readonly job: Job }
  | { readonly ok: false; readonly reason: string; readonly conflictingJobId: string | null };

export interface UpgradeRequest {
  readonly device: Device;
  readonly dryRun: boolean;
  /** Who asked: the user's name or the file it came from. */
  readonly by: string;
}

/** @param queueSize how many jobs may be open at once; nothing beyond it is taken, nothing taken is lost. */
export function submitUpgrade(
  book: JobBook,
  rng: Rng,
  queueSize: number,
  request: UpgradeRequest,
): Submission {
  const { device, dryRun, by } = request;
  const refused = (reason: string, conflictingJobId: string | null = null): Submission => ({
    ok: false,
    reason,
    conflictingJobId,
  });

  const refusal = whyNot(device);
  if (refusal !== null) return refused(refusal);
  const other = book.openJobOf(device.serial);
  if (other !== undefined) {
    return refused(
      `${device.hostname} is already held by job ${other.id} (${other.status}). Cancel it first.`,
      other.id,
    );
  }
  if (book.open().length >= queueSize) {
    return refused(
      `The queue is full (${queueSize} jobs). Wait for some to end, or raise workers.queueSize.`,
    );
  }
  const job = book.append({
    kind: 'JOB_SUBMITTED',
    job: `job-${randomToken(rng, 8)}`,
    data: {
      type: 'standalone',
      devices: [{ serial: device.serial, hostname: device.hostname, address: device.address }],
      dryRun,
      by,
    },
  });
  return { ok: true, job };
}

/** Only a device that is certainly alone may be upgraded alone: its peer would be left without a partner. */
function whyNot(device: Device): string | null {
  switch (device.deviceType) {
    case 'ha_pair':
      return `${device.hostname} is a member of an HA pair; upgrading one member by itself is refused.`;
    case 'unknown':
      return `It is not certain whether ${device.hostname} stands alone: ${device.typeReason} Run Discover Devices again.`;
    case 'standalone':
      return device.address === '' ? `${device.hostname} has no management address.` : null;
  }
}
