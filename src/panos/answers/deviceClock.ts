/** The two ways devices write a moment of their own clock. docs/PANOS.md "System info". */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

// `Thu Jan 29 16:35:59 2026`, `Sun Dec  3 ...`; `show clock` puts a zone before the year: a name, or a number such as
// `+03`, `+0530` or `GMT+3`. What it is does not matter here.
const IN_WORDS = /^[a-z]{3} ([a-z]{3}) +(\d{1,2}) (\d{1,2}):(\d{2}):(\d{2})(?: {1,2}\S{0,12})? (\d{4})$/i;
// `2018/09/18 14:07:58`
const IN_NUMBERS = /^(\d{4})\/(\d{1,2})\/(\d{1,2}) +(\d{1,2}):(\d{2}):(\d{2})$/;

/**
 * @returns milliseconds, the text read as if it were UTC: devices write no zone, so only differences between
 *   readings of the same device mean anything. Null when the text is something else.
 */
export function parseDeviceClock(text: string | undefined): number | null {
  const trimmed = text?.trim() ?? '';
  const words = IN_WORDS.exec(trimmed);
  if (words !== null) {
    const [, month = '', day, hour, minute, second, year] = words;
    return moment([year, MONTHS.indexOf(month.toLowerCase()) + 1, day, hour, minute, second].map(Number));
  }
  const numbers = IN_NUMBERS.exec(trimmed);
  return numbers === null ? null : moment(numbers.slice(1).map(Number));
}

function moment(parts: readonly number[]): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  // Date turns the 31st of February into the 3rd of March.
  const exists = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  return exists ? Date.UTC(year, month - 1, day, hour, minute, second) : null;
}

/**
 * Reads `115 days, 3:08:17` or `7:15:50`.
 * @returns seconds, or null when the text is something else.
 */
export function parseUptime(text: string | undefined): number | null {
  const match = /^(?:(\d+) days?,? +)?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text?.trim() ?? '');
  if (match === null) return null;
  const [, days = '0', hours, minutes, seconds] = match;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
