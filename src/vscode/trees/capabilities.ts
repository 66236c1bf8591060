/**
 * What can be done with a row, as the menus of the manifest ask for it: `viewItem =~ /\bupgradable\b/`. Words
 * for abilities, not for states, so that a new state needs no new menu entry.
 */
import { isRetryable } from '../../jobs/submission/bulkSubmission.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import { mayHaveCompared } from '../../jobs/outcome/jobComparison.ts';
import { canHandOver, undecidedStep } from '../../jobs/work/operator.ts';
import type { Device } from '../../inventory/device.ts';

/** @param newestJob the device's newest job, or undefined when it never had one */
export function deviceCapabilities(device: Device, newestJob: Job | undefined): string {
  const open = newestJob !== undefined && isOpen(newestJob);
  return words({
    device: true,
    testable: true,
    downloadable: true,
    bulkUpgradable: true,
    upgradable: whyNotUpgradable(device) === null,
    hasJob: newestJob !== undefined,
    cancelable: open && !newestJob.cancelRequested,
    ...(newestJob === undefined
      ? {}
      : { compared: mayHaveCompared(newestJob), ...takesOver(newestJob), ...retries(newestJob) }),
  });
}

/**
 * A member of an HA pair is never taken down by itself, and what is not there cannot be asked.
 * @returns a sentence for people; null when it can be upgraded
 */
export function whyNotUpgradable({ deviceType, presence }: Device): string | null {
  if (presence === 'vanished') return 'It is no longer on Panorama.';
  if (presence === 'disconnected') {
    return 'Panorama has no connection to it. Run Discover Devices when it is connected again.';
  }
  if (deviceType === 'ha_pair') {
    return 'It is a member of an HA pair: upgrade the pair as a whole, in HA Pairs. One member is never upgraded by itself.';
  }
  if (deviceType === 'unknown') {
    return 'It is not certain whether it stands alone. Run Discover Devices again.';
  }
  return null;
}

/** @param isOfHeldBulk whether it holds the rest of its bulk, or waits because another job does */
export function jobCapabilities(job: Job, isOfHeldBulk: boolean): string {
  return words({
    job: true,
    hasJob: true,
    cancelable: isOpen(job) && !job.cancelRequested,
    movable: job.status === 'queued',
    bulkHeld: isOfHeldBulk,
    compared: mayHaveCompared(job),
    ...takesOver(job),
    ...retries(job),
  });
}

function takesOver(job: Job): Readonly<Record<string, boolean>> {
  return { decidable: undecidedStep(job) !== undefined, canBeHandedOver: canHandOver(job) };
}

/** A download is tried again at once; an upgrade is asked about first, and its menu entry says so by its dots. */
function retries(job: Job): Readonly<Record<string, boolean>> {
  const isDownload = job.type === 'download_only';
  return { retryable: isRetryable(job) && !isDownload, downloadRetryable: isRetryable(job) && isDownload };
}

function words(abilities: Readonly<Record<string, boolean>>): string {
  return Object.keys(abilities)
    .filter((name) => abilities[name])
    .join(' ');
}
