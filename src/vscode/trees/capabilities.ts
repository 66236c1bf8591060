/**
 * What can be done with a row, as the menus of the manifest ask for it: `viewItem =~ /\bupgradable\b/`. Words
 * for abilities, not for states, so that a new state needs no new menu entry.
 */
import { isOpen, type Job } from '../../jobs/job.ts';
import type { Device } from '../../inventory/device.ts';

/** @param newestJob the device's newest job, or undefined when it never had one */
export function deviceCapabilities(device: Device, newestJob: Job | undefined): string {
  const open = newestJob !== undefined && isOpen(newestJob);
  return words({
    device: true,
    testable: true,
    upgradable: !open && canBeUpgraded(device),
    hasJob: newestJob !== undefined,
    cancelable: open && !newestJob.cancelRequested,
  });
}

/** A member of an HA pair is never taken down by itself, and what is not there cannot be asked. */
export function canBeUpgraded(device: Device): boolean {
  return (
    device.deviceType === 'standalone' && device.presence !== 'vanished' && device.presence !== 'disconnected'
  );
}

export function jobCapabilities(job: Job): string {
  return words({ job: true, hasJob: true, cancelable: isOpen(job) && !job.cancelRequested });
}

function words(abilities: Readonly<Record<string, boolean>>): string {
  return Object.keys(abilities)
    .filter((name) => abilities[name])
    .join(' ');
}
