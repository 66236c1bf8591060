/** When a device fetches dynamic updates by itself: part of its configuration. docs/PANOS.md "Configuration". */
import type { XmlElement } from '../xml/xml.ts';

/** `at` is `HH:MM` by the device's clock, or minutes after the hour for schedules within the hour; null when unknown. */
export interface ScheduledUpdate {
  /** `threats`, `anti-virus`, `wildfire` ... */
  readonly what: string;
  /** `daily`, `weekly`, `hourly`, `every-30-mins` ...: the device's word. */
  readonly recurring: string;
  readonly at: string | null;
  readonly dayOfWeek: string | null;
  readonly action: string | null;
}

/** @returns none when nothing is scheduled: not configured, or set to `none`. */
export function readUpdateSchedule(response: XmlElement): ScheduledUpdate[] {
  const schedule = response.at('result/update-schedule');
  if (schedule === undefined) return [];
  return schedule.names().flatMap((what) =>
    schedule.allAt(`${what}/recurring`).flatMap((recurring) =>
      recurring
        .names()
        // Beside the rhythm stand settings such as the threshold of hours.
        .filter((rhythm) => rhythm !== 'none' && isRhythm(rhythm))
        .flatMap((rhythm) =>
          recurring.all(rhythm).map((element) => ({
            what,
            recurring: rhythm,
            at: element.text('at') ?? null,
            dayOfWeek: element.text('day-of-week') ?? null,
            action: element.text('action') ?? null,
          })),
        ),
    ),
  );
}

function isRhythm(name: string): boolean {
  return /^(daily|weekly|monthly|hourly|real-time|every-.+)$/.test(name);
}
