/**
 * Did the device restart since an earlier reading? The one question on which a second reboot hangs, so it is
 * answered from the device's uptime against two clocks, either of which may have jumped (docs/PANOS.md
 * "Restart and readiness").
 */
import type { Evidence } from '../journalRecord.ts';

export type BootVerdict = 'same_boot' | 'rebooted' | 'cannot_tell';

export type BootReading = Pick<Evidence, 'serial' | 'swVersion' | 'uptimeSeconds' | 'deviceClock' | 'at'>;

/** Seconds by which uptime, device clock and our clock may disagree without meaning anything. */
const TOLERANCE_SECONDS = 10;

/** @param before read before the restart was intended. @param after read now, at the same address. */
export function compareBoots(before: BootReading, after: BootReading): BootVerdict {
  if (before.serial !== after.serial) return 'cannot_tell';
  // The running version changes by a restart only.
  if (before.swVersion !== after.swVersion) return 'rebooted';
  if (before.uptimeSeconds === null || after.uptimeSeconds === null) return 'cannot_tell';
  if (after.uptimeSeconds < before.uptimeSeconds) return 'rebooted';

  const elapsed = elapsedSeconds(before, after);
  if (elapsed.length === 0) return 'cannot_tell';
  const bootAge = after.uptimeSeconds;
  const growth = after.uptimeSeconds - before.uptimeSeconds;
  const notLessThan = (seconds: number): boolean => elapsed.every((e) => seconds >= e - TOLERANCE_SECONDS);

  // The uptime grew as much as time passed on every clock, or the boot is older than the first reading.
  if (notLessThan(growth)) return 'same_boot';
  if (elapsed.every((e) => bootAge > e + TOLERANCE_SECONDS)) return 'same_boot';
  if (elapsed.every((e) => bootAge < e - TOLERANCE_SECONDS)) return 'rebooted';
  return 'cannot_tell';
}

/** Time between the readings on our clock and on the device's; a clock that went backwards is no witness. */
function elapsedSeconds(before: BootReading, after: BootReading): number[] {
  const ours = (after.at - before.at) / 1000;
  const theirs =
    before.deviceClock === null || after.deviceClock === null
      ? -1
      : (after.deviceClock - before.deviceClock) / 1000;
  return [ours, theirs].filter((seconds) => seconds >= 0);
}
