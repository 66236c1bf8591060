/** Long lists of lines in the order of people, 10.0.9.0 before 10.0.10.0, without holding up the thread. */

import { sortedInPieces } from './sortedInPieces.ts';

/** How many are gone through without a pause: a few milliseconds' worth. */
const LINES_AT_ONCE = 5_000;

interface Keyed {
  readonly key: string;
  readonly line: string;
}

/** @param pause lets others work for a moment; there may be 100,000 lines. */
export async function sortedLines(
  lines: readonly string[],
  pause: () => Promise<void>,
): Promise<readonly string[]> {
  const keyed: Keyed[] = [];
  for (const line of lines) {
    keyed.push({ key: keyOf(line), line });
    if (keyed.length % LINES_AT_ONCE === 0) await pause();
  }
  const sorted: string[] = [];
  for (const { line } of await sortedInPieces(keyed, order, pause)) {
    sorted.push(line);
    if (sorted.length % LINES_AT_ONCE === 0) await pause();
  }
  return sorted;
}

/** The same for the same lines, whatever stands around them: both sides of a comparison are sorted apart. */
function order(one: Keyed, other: Keyed): number {
  if (one.key !== other.key) return one.key < other.key ? -1 : 1;
  return one.line === other.line ? 0 : one.line < other.line ? -1 : 1;
}

/** Numbers begin with how many digits they have: many times faster than a collator. */
function keyOf(line: string): string {
  return line.toLowerCase().replace(/\d+/g, (digits) => {
    const significant = digits.replace(/^0+(?=\d)/, '');
    return `0${String.fromCharCode(significant.length)}${significant}`;
  });
}
