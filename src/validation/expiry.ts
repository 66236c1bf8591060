/** Whether a licence or contract is over, by the device's own calendar: it is the device that acts on it. */
import type { Expiry } from '../panos/answers/health/licences.ts';

const DAY_MS = 86_400_000;

/** @param now the device's clock in the sense of SystemInfo.deviceClock. The last day still counts. @returns null: cannot tell. */
export function isOver(expiry: Expiry, now: number | null): boolean | null {
  switch (expiry.kind) {
    case 'never':
      return false;
    case 'on':
      return now === null ? null : now >= expiry.day + DAY_MS;
    case 'unknown':
      return null;
  }
}

/** `2028-06-30`. */
export function dayText(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
