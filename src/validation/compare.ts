/**
 * What differs between two snapshots of the same device, and whether that is within the user's margins. Counts
 * alone do not prove anything: a table of which one entry was replaced by another has changed.
 */
import type { Snapshot } from './snapshot.ts';

/** How much may change. From the user's settings. */
export interface Margins {
  /** Per cent of the sessions before. */
  readonly tcpSessionMargin: number;
  /** How many routes may have been added, removed or replaced. */
  readonly routeMargin: number;
  /** How many ARP entries may have been added, removed or replaced. */
  readonly arpMargin: number;
}

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

/** Numbers are those of different entries. */
export interface TableChange<T> extends Change {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

export type SnapshotRoute = Snapshot['routes'][number];
export type SnapshotArpEntry = Snapshot['arp'][number];

export interface Comparison {
  readonly tcpSessions: Change;
  readonly routes: TableChange<SnapshotRoute>;
  readonly arp: TableChange<SnapshotArpEntry>;
  /** True: everything is within its margin. False: something is not. Null: nothing is wrong, but not all is known. */
  readonly passed: boolean | null;
}

/** How many entries are gone through without a pause: a few milliseconds' worth. */
const ENTRIES_AT_ONCE = 2_000;

/**
 * @param before read before the work.
 * @param after of the same device, read after it and its settle delay.
 * @param pause lets others work for a moment; tables may have 100,000 entries.
 */
export async function compareSnapshots(
  before: Snapshot,
  after: Snapshot,
  margins: Margins,
  pause: () => Promise<void>,
): Promise<Comparison> {
  const tcpSessions = compareSessions(before.tcpSessions, after.tcpSessions, margins.tcpSessionMargin);
  const routes = await compareTables(before.routes, after.routes, routeKey, margins.routeMargin, pause);
  const arp = await compareTables(before.arp, after.arp, arpKey, margins.arpMargin, pause);
  return { tcpSessions, routes, arp, passed: allWithin([tcpSessions, routes, arp]) };
}

function compareSessions(before: number | null, after: number | null, marginPercent: number): Change {
  if (before === null || after === null) {
    return { before, after, difference: null, percentage: null, withinMargin: null };
  }
  const difference = after - before;
  return {
    before,
    after,
    difference,
    percentage: percentageOf(difference, before),
    withinMargin: Math.abs(difference) * 100 <= marginPercent * before,
  };
}

async function compareTables<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (entry: T) => string,
  margin: number,
  pause: () => Promise<void>,
): Promise<TableChange<T>> {
  const then = new Map<string, T>();
  const now = new Map<string, T>();
  const added: T[] = [];
  const removed: T[] = [];
  await forEach(before, pause, (entry) => then.set(keyOf(entry), entry));
  await forEach(after, pause, (entry) => now.set(keyOf(entry), entry));
  await forEach(now, pause, ([key, entry]) => then.has(key) || added.push(entry));
  await forEach(then, pause, ([key, entry]) => now.has(key) || removed.push(entry));
  const difference = now.size - then.size;
  return {
    before: then.size,
    after: now.size,
    difference,
    percentage: percentageOf(difference, then.size),
    // One that was replaced is in both lists and counts once.
    withinMargin: Math.max(added.length, removed.length) <= margin,
    added,
    removed,
  };
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

/** Flags are not part of it: they change with the state of protocols. docs/PANOS.md "Routes". */
function routeKey({ virtualRouter, destination, interface: name, nexthop }: SnapshotRoute): string {
  return JSON.stringify([virtualRouter, destination, name, nexthop]);
}

function arpKey({ ip, mac }: SnapshotArpEntry): string {
  return JSON.stringify([ip, mac]);
}

function percentageOf(difference: number, before: number): number | null {
  if (difference === 0) return 0;
  return before === 0 ? null : (difference / before) * 100;
}

function allWithin(changes: readonly Change[]): boolean | null {
  if (changes.some((change) => change.withinMargin === false)) return false;
  return changes.some((change) => change.withinMargin === null) ? null : true;
}
