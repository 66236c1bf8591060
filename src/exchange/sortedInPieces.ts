/** A long list in order, without holding up the thread: short runs are sorted, then put together two by two. */

/** How many are sorted, and how many are put in their place, without a pause: a few milliseconds' worth. */
const SORTED_AT_ONCE = 1_000;
const PLACED_AT_ONCE = 5_000;

/** Those that are equal keep their order. @param pause lets others work for a moment; not called for a short list. */
export async function sortedInPieces<T>(
  items: readonly T[],
  order: (one: T, other: T) => number,
  pause: () => Promise<void>,
): Promise<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let from = 0; from < items.length; from += SORTED_AT_ONCE) {
    if (from > 0) await pause();
    runs.push(items.slice(from, from + SORTED_AT_ONCE).sort(order));
  }
  while (runs.length > 1) {
    const longer: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      longer.push(await merged(runs[at] ?? [], runs[at + 1] ?? [], order, pause));
      await pause();
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

async function merged<T>(
  one: readonly T[],
  other: readonly T[],
  order: (one: T, other: T) => number,
  pause: () => Promise<void>,
): Promise<readonly T[]> {
  const together: T[] = [];
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
