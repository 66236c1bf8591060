/** Long lists of lines in the order of people, 10.0.9.0 before 10.0.10.0, without holding up the thread. */

/** How many lines are sorted, and how many are put in their place, without a pause: a few milliseconds' worth. */
const SORTED_AT_ONCE = 1_000;
const PLACED_AT_ONCE = 5_000;

interface Keyed {
  readonly key: string;
  readonly line: string;
}

/** @param pause lets others work for a moment; there may be 100,000 lines. */
export async function sortedLines(
  lines: readonly string[],
  pause: () => Promise<void>,
): Promise<readonly string[]> {
  let runs: (readonly Keyed[])[] = [];
  for (let from = 0; from < lines.length; from += SORTED_AT_ONCE) {
    if (from > 0) await pause();
    const piece = lines.slice(from, from + SORTED_AT_ONCE);
    runs.push(piece.map((line) => ({ key: keyOf(line), line })).sort(order));
  }
  while (runs.length > 1) {
    const longer: (readonly Keyed[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      longer.push(await merged(runs[at] ?? [], runs[at + 1] ?? [], pause));
      await pause();
    }
    runs = longer;
  }
  const sorted: string[] = [];
  for (const { line } of runs[0] ?? []) {
    sorted.push(line);
    if (sorted.length % PLACED_AT_ONCE === 0) await pause();
  }
  return sorted;
}

async function merged(
  one: readonly Keyed[],
  other: readonly Keyed[],
  pause: () => Promise<void>,
): Promise<readonly Keyed[]> {
  const together: Keyed[] = [];
  let [at, from] = [0, 0];
  for (;;) {
    const [first, second] = [one[at], other[from]];
    if (first !== undefined && (second === undefined || order(first, second) <= 0)) {
      together.push(first);
      at += 1;
    } else if (second !== undefined) {
      together.push(second);
      from += 1;
    } else return together;
    if (together.length % PLACED_AT_ONCE === 0) await pause();
  }
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
