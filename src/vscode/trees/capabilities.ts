/**
 * What can be done with a row, as the menus of the manifest ask for it: `viewItem =~ /\bupgradable\b/`. Words
 * for abilities, not for states, so that a new state needs no new menu entry.
 */
import { isRetryable } from '../../jobs/bulkSubmission.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import type { Device } from '../../inventory/device.ts';

/** @param newestJob the device's newest job, or undefined when it never had one */
export function deviceCapabilities(device: Device, newestJob: Job | undefined): string {
  const open = newestJob !== undefined && isOpen(newestJob);
  return words({
    device: true,
    testable: true,
    downloadable: true,
    upgradable: whyNotUpgradable(device) === null,
    hasJob: newestJob !== undefined,
    cancelable: open && !newestJob.cancelRequested,
    retryable: newestJob !== undefined && isRetryable(newestJob),
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
    return 'It is a member of an HA pair: upgrading pairs is not built yet, and one member is never upgraded by itself.';
  }
  if (deviceType === 'unknown') {
    return 'It is not certain whether it stands alone. Run Discover Devices again.';
  }
  return null;
}

export function jobCapabilities(job: Job): string {
  return words({
    job: true,
    hasJob: true,
    cancelable: isOpen(job) && !job.cancelRequested,
    retryable: isRetryable(job),
  });
}

function words(abilities: Readonly<Record<string, boolean>>): string {
  return Object.keys(abilities)
    .filter((name) => abilities[name])
    .join(' ');
}
