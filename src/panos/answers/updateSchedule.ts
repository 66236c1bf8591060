/** When a device fetches dynamic updates by itself: part of its configuration. docs/PANOS.md "Configuration". */
import { AnswerShapeError, isEmpty } from '../calls/elementReaders.ts';
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

/**
 * @returns none when nothing is scheduled: not configured, or set to `none`.
 * @throws AnswerShapeError when it is neither a schedule nor the word that there is none, which is an empty result.
 */
export function readUpdateSchedule(response: XmlElement): ScheduledUpdate[] {
  const result = response.at('result');
  const schedule = result?.at('update-schedule');
  if (schedule === undefined) {
    if (result === undefined ? !isNothingThere(response) : !isEmpty(result))
      throw new AnswerShapeError('no schedule in it');
    return [];
  }
  return schedule.names().flatMap((what) =>
    schedule.allAt(`${what}/recurring`).flatMap((recurring) =>
      rhythmsOf(recurring)
        .filter((rhythm) => rhythm !== 'none')
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

/** What beside the rhythm stands in a schedule. */
const SETTINGS: ReadonlySet<string> = new Set(['threshold', 'new-app-threshold', 'sync-to-peer']);

/** A rhythm that is not known is one all the same where there is no other. */
function rhythmsOf(recurring: XmlElement): string[] {
  const rhythms = recurring.names().filter(isRhythm);
  return rhythms.length > 0 ? rhythms : recurring.names().filter((name) => !SETTINGS.has(name));
}

function isRhythm(name: string): boolean {
  return /^(none|daily|weekly|monthly|hourly|real-time|every-.+)$/.test(name);
}

/** What readers get where the command accepts a code for "no such object": unlike any answer it has not even a status. */
function isNothingThere(response: XmlElement): boolean {
  return response.attribute('status') === undefined;
}
