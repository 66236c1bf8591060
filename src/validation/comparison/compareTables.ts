/**
 * What differs between a table before and after. Counts alone do not prove anything: a table of which one entry was
 * replaced by another has changed.
 */

/** A number before and after. Null where it is not known. */
export interface Change {
  readonly before: number | null;
  readonly after: number | null;
  readonly difference: number | null;
  /** Of the number before; null also where that is 0 and the one after is not. */
  readonly percentage: number | null;
  /** Null when a number is not known. */
  readonly withinMargin: boolean | null;
}

/** Numbers are those of different entries. The lists are whole, and empty where one of the tables is not known. */
export interface TableChange<T> extends Change {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  /** The same thing before and after, in another state. */
  readonly changed: readonly { readonly before: T; readonly after: T }[];
}

/** Which parts of an entry count; everything else of it may differ without being a change. Values of JSON. */
export interface TableRules<T> {
  /** What makes it this thing and no other. */
  readonly name: (entry: T) => readonly unknown[];
  /** What may become another in the same thing; left out where it would then be another thing. */
  readonly state?: (entry: T) => unknown;
}

/** How many entries are gone through without a pause: a few milliseconds' worth. */
const ENTRIES_AT_ONCE = 500;

/**
 * The order of a table means nothing, and an entry that comes twice counts once.
 * @param before null when it is not known.
 * @param margin how many entries may have been added, removed or changed.
 * @param pause lets others work for a moment; tables may have 100,000 entries.
 */
export async function compareTables<T>(
  before: readonly T[] | null,
  after: readonly T[] | null,
  { name, state }: TableRules<T>,
  margin: number,
  pause: () => Promise<void>,
): Promise<TableChange<T>> {
  if (before === null || after === null) return unknownChange(before, after);
  const identity = (entry: T): string => JSON.stringify([name(entry), state?.(entry)]);
  const then = await distinct(before, identity, pause);
  const now = await distinct(after, identity, pause);
  const come = await missingFrom(then, now, pause);
  const gone = await missingFrom(now, then, pause);
  const lists =
    state === undefined
      ? { added: come, removed: gone, changed: [] }
      : await pairUp(gone, come, (entry) => JSON.stringify(name(entry)), pause);
  const difference = now.size - then.size;
  return {
    before: then.size,
    after: now.size,
    difference,
    percentage: percentageOf(difference, then.size),
    // One that was replaced by another is in both lists and counts once, as one that changed does.
    withinMargin: Math.max(come.length, gone.length) <= margin,
    ...lists,
  };
}

/** In per cent of `before`. */
export function percentageOf(difference: number, before: number): number | null {
  if (difference === 0) return 0;
  return before === 0 ? null : (difference / before) * 100;
}

function unknownChange<T>(before: readonly T[] | null, after: readonly T[] | null): TableChange<T> {
  return {
    before: before?.length ?? null,
    after: after?.length ?? null,
    difference: null,
    percentage: null,
    withinMargin: null,
    added: [],
    removed: [],
    changed: [],
  };
}

async function distinct<T>(
  entries: readonly T[],
  identity: (entry: T) => string,
  pause: () => Promise<void>,
): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  await forEach(entries, pause, (entry) => found.set(identity(entry), entry));
  return found;
}

/** The entries of `table` that are not in `known`. */
async function missingFrom<T>(
  known: ReadonlyMap<string, T>,
  table: ReadonlyMap<string, T>,
  pause: () => Promise<void>,
): Promise<T[]> {
  const missing: T[] = [];
  await forEach(table, pause, ([key, entry]) => known.has(key) || missing.push(entry));
  return missing;
}

/** What has gone and what has come, under the same name, is one thing that changed. */
async function pairUp<T>(
  gone: readonly T[],
  come: readonly T[],
  name: (entry: T) => string,
  pause: () => Promise<void>,
): Promise<Pick<TableChange<T>, 'added' | 'removed' | 'changed'>> {
  const left = new Map<string, T[]>();
  await forEach(gone, pause, (entry) => {
    const key = name(entry);
    const namesakes = left.get(key);
    if (namesakes === undefined) left.set(key, [entry]);
    else namesakes.push(entry);
  });
  const added: T[] = [];
  const changed: { before: T; after: T }[] = [];
  await forEach(come, pause, (after) => {
    const before = left.get(name(after))?.shift();
    if (before === undefined) added.push(after);
    else changed.push({ before, after });
  });
  const removed: T[] = [];
  await forEach(left.values(), pause, (namesakes) => removed.push(...namesakes));
  return { added, removed, changed };
}

async function forEach<T>(
  entries: Iterable<T>,
  pause: () => Promise<void>,
  work: (entry: T) => unknown,
): Promise<void> {
  let count = 0;
  for (const entry of entries) {
    work(entry);
    count += 1;
    if (count % ENTRIES_AT_ONCE === 0) await pause();
  }
}
