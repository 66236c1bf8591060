/** The moment in the name of a report: in local time, since people look for their files by it. */

/** `20261121_064500`. @param at milliseconds since 1970 */
export function fileStamp(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}_${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
