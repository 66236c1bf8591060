/**
 * A snapshot as lines of JSON: first what there is one of, then a line for each route and each ARP entry. So a table of
 * any length is written and read in pieces, and other tools can read it line by line.
 */
import type { Snapshot } from '../validation/snapshot.ts';

/** How many entries are written or read without a pause: a few milliseconds' worth. */
const ENTRIES_AT_ONCE = 1_000;

/** The file's text, in pieces of whole lines. */
export function* snapshotLines({ routes, arp, ...facts }: Snapshot): Generator<string> {
  // The counts tell a reader that nothing is missing.
  yield `${JSON.stringify({ ...facts, routes: routes.length, arp: arp.length })}\n`;
  for (const table of [routes, arp]) {
    for (let from = 0; from < table.length; from += ENTRIES_AT_ONCE) {
      const piece = table.slice(from, from + ENTRIES_AT_ONCE);
      yield piece.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    }
  }
}

/**
 * @param text what snapshotLines gave.
 * @param parse validates a snapshot; throws on a shape not known here.
 * @param pause lets others work for a moment; not called for a short text.
 * @throws Error when lines are missing, and what `parse` throws.
 */
export async function snapshotFromLines(
  text: Buffer,
  parse: (value: unknown) => Snapshot,
  pause: () => Promise<void>,
): Promise<Snapshot> {
  const lines = linesOf(text);
  const { routes, arp, ...facts } = JSON.parse(take(lines, 1)[0] ?? '') as Record<string, unknown>;
  const whole = parse({ ...facts, routes: [], arp: [] });
  for (const [table, count] of [
    ['routes', routes],
    ['arp', arp],
  ] as const) {
    for (let left = Number(count); left > 0; left -= ENTRIES_AT_ONCE) {
      const wanted = Math.min(left, ENTRIES_AT_ONCE);
      const entries = take(lines, wanted).map((line): unknown => JSON.parse(line));
      if (entries.length < wanted) throw new Error(`${left - entries.length} lines are missing.`);
      const piece = parse({ ...facts, routes: [], arp: [], [table]: entries });
      whole.routes.push(...piece.routes);
      whole.arp.push(...piece.arp);
      if (left > ENTRIES_AT_ONCE) await pause();
    }
  }
  return whole;
}

function* linesOf(text: Buffer): Generator<string, undefined> {
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    if (feed === -1) return;
    yield text.toString('utf8', start, feed);
    start = feed + 1;
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
