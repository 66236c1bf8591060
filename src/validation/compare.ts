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

/** @param before read before the work. @param after of the same device, read after it and its settle delay. */
export function compareSnapshots(before: Snapshot, after: Snapshot, margins: Margins): Comparison {
  const tcpSessions = compareSessions(before.tcpSessions, after.tcpSessions, margins.tcpSessionMargin);
  const routes = compareTables(before.routes, after.routes, routeKey, margins.routeMargin);
  const arp = compareTables(before.arp, after.arp, arpKey, margins.arpMargin);
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

function compareTables<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (entry: T) => string,
  margin: number,
): TableChange<T> {
  const then = new Map(before.map((entry) => [keyOf(entry), entry]));
  const now = new Map(after.map((entry) => [keyOf(entry), entry]));
  const added = [...now].filter(([key]) => !then.has(key)).map(([, entry]) => entry);
  const removed = [...then].filter(([key]) => !now.has(key)).map(([, entry]) => entry);
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
