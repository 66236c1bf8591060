/** V8 makes no copy of a part of a string that is longer than this: the part keeps the whole string in memory. */
const SHORTEST_PART = 13;

/** Without it the few values that are kept of an answer would hold all of its text. */
export function ownCopy(text: string): string {
  return text.length < SHORTEST_PART ? text : Buffer.from(text).toString();
}
