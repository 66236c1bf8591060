/**
 * A snapshot as lines of JSON: first what there is one of, then a line for each entry of each table. So a table of any
 * length is written and read in pieces, and other tools can read it line by line.
 */
import type { Snapshot } from '../validation/comparison/snapshot.ts';

type Table = {
  [K in keyof Snapshot]: Snapshot[K] extends readonly unknown[] | null ? K : never;
}[keyof Snapshot];

/** In this order they stand in the file. New ones are put at the end, so that older releases find theirs. */
const TABLES = [
  'routes',
  'arp',
  'fib',
  'interfaces',
  'bgpPeers',
  'tunnels',
  'licences',
  'userId',
] as const satisfies readonly Table[];

/** How many entries are written or read without a pause: a few milliseconds' worth. */
const ENTRIES_AT_ONCE = 1_000;

/** The file's text, in pieces of whole lines. */
export function* snapshotLines(snapshot: Snapshot): Generator<string> {
  // The counts tell a reader that nothing is missing; null is a table that is not known.
  const counts = Object.fromEntries(TABLES.map((table) => [table, snapshot[table]?.length ?? null]));
  yield `${JSON.stringify({ ...snapshot, ...counts })}\n`;
  for (const table of TABLES) {
    const entries = snapshot[table] ?? [];
    for (let from = 0; from < entries.length; from += ENTRIES_AT_ONCE) {
      const piece = entries.slice(from, from + ENTRIES_AT_ONCE);
      yield piece.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    }
  }
}

/**
 * @param pieces of what snapshotLines gave, of this release or an older one, which knew fewer tables.
 * @param parse validates a snapshot; throws on a shape not known here.
 * @param pause lets others work for a moment; not called for a short text.
 * @throws Error when lines are missing, and what `parse` throws.
 */
export async function snapshotFromLines(
  pieces: readonly Buffer[],
  parse: (value: unknown) => Snapshot,
  pause: () => Promise<void>,
): Promise<Snapshot> {
  const lines = linesOf(pieces);
  const first = JSON.parse(take(lines, 1)[0] ?? '') as Record<string, unknown>;
  const withoutTables = Object.fromEntries(TABLES.map((table) => [table, undefined]));
  const facts = { ...first, ...withoutTables };
  const tables: Partial<Record<Table, unknown[]>> = {};
  for (const table of TABLES) {
    const count = first[table] ?? null;
    if (count === null) continue;
    const entries: unknown[] = [];
    for (let left = Number(count); left > 0; left -= ENTRIES_AT_ONCE) {
      const wanted = Math.min(left, ENTRIES_AT_ONCE);
      const piece = take(lines, wanted).map((line): unknown => JSON.parse(line));
      if (piece.length < wanted) throw new Error(`${left - piece.length} lines are missing.`);
      for (const entry of parse({ ...facts, [table]: piece })[table] ?? []) entries.push(entry);
      if (left > ENTRIES_AT_ONCE) await pause();
    }
    tables[table] = entries;
  }
  // Every entry in it was validated above, and so is the rest here.
  return { ...parse(facts), ...tables } as Snapshot;
}

const NOTHING = Buffer.alloc(0);

/** A line may begin in one piece and end in another. */
function* linesOf(pieces: readonly Buffer[]): Generator<string, undefined> {
  let begun: Buffer = NOTHING;
  for (const piece of pieces) {
    let start = 0;
    for (let feed = piece.indexOf('\n'); feed !== -1; feed = piece.indexOf('\n', start)) {
      const end = piece.subarray(start, feed);
      yield begun.length === 0 ? end.toString('utf8') : Buffer.concat([begun, end]).toString('utf8');
      begun = NOTHING;
      start = feed + 1;
    }
    begun = Buffer.concat([begun, piece.subarray(start)]);
  }
}

function take(lines: Iterator<string, undefined>, count: number): string[] {
  const taken: string[] = [];
  while (taken.length < count) {
    const { value } = lines.next();
    if (value === undefined) break;
    taken.push(value);
  }
  return taken;
}
