/** Times as devices write them: local, without a zone. */
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (number: number): string => String(number).padStart(2, '0');

/** `Sun Dec  3 04:05:06 2025`: the day is padded with a blank. @param ms the device's local time as if it were UTC. */
export function clockText(ms: number): string {
  const date = new Date(ms);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${timeText(ms)} ${date.getUTCFullYear()}`;
}

/** `2025/12/03 04:05:06`, as in job lists. */
export function stampText(ms: number): string {
  const date = new Date(ms);
  return `${date.getUTCFullYear()}/${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())} ${timeText(ms)}`;
}

/** `04:05:06`. */
export function timeText(ms: number): string {
  const date = new Date(ms);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

/** `115 days, 3:08:17`: hours are not padded. @param withoutDays on the first day only `3:08:17`. */
export function uptimeText(ms: number, withoutDays = false): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3600);
  const time = `${hours}:${two(Math.floor((total % 3600) / 60))}:${two(total % 60)}`;
  return withoutDays && days === 0 ? time : `${days} days, ${time}`;
}
