/** When a scheduled dynamic update begins next. docs/PANOS.md "Configuration". */
import type { ScheduledUpdate } from '../panos/answers/updateSchedule.ts';

const DAY_MS = 86_400_000;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * @param now the device's clock in the sense of SystemInfo.deviceClock.
 * @returns the moment by the same clock, not before `now`; `often` for updates of every hour or less, which no window
 *   can avoid; `unknown` for a schedule that is not understood.
 */
export function nextUpdate(
  { recurring, at, dayOfWeek }: ScheduledUpdate,
  now: number,
): number | 'often' | 'unknown' {
  if (/^(hourly|real-time|every-.+)$/.test(recurring)) return 'often';
  const time = timeOfDay(at);
  if (time === null) return 'unknown';
  const date = new Date(now);
  const today = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) + time;
  if (recurring === 'daily') return today >= now ? today : today + DAY_MS;
  const day = DAYS.indexOf(dayOfWeek?.toLowerCase() ?? '');
  if (recurring !== 'weekly' || day < 0) return 'unknown';
  const inDays = (day - date.getUTCDay() + DAYS.length) % DAYS.length;
  const thisWeek = today + inDays * DAY_MS;
  return thisWeek >= now ? thisWeek : thisWeek + DAYS.length * DAY_MS;
}

/** `01:30` in milliseconds after midnight. */
function timeOfDay(text: string | null): number | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text ?? '') ?? [];
  return hour === undefined ? null : (Number(hour) * 60 + Number(minute)) * 60_000;
}
