/** What is kept and shown of a comparison; the tables themselves stay in the snapshot files. */
import { quotable } from '../../panos/calls/envelope.ts';
import type { TableArea } from './areaTitles.ts';
import type { Comparison, ContentChange } from './comparisonRules.ts';
import { NO_CONTENT } from './snapshot.ts';
import type { Change, TableChange } from './compareTables.ts';

/** Numbers only: `added`, `removed` and `changed` are how many entries. See comparisonRules.ts for the meaning of each. */
export type ComparisonSummary = Pick<Comparison, 'tcpSessions' | 'content' | 'passed'> &
  Readonly<Record<TableArea, TableNumbers>>;

type TableNumbers = Change & {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
};

const CANNOT_COMPARE = ': cannot be compared';

/** The comparison without its tables, which stay in the snapshot files. */
export function summarizeComparison(comparison: Comparison): ComparisonSummary {
  return {
    ...comparison,
    routes: countEntries(comparison.routes),
    arp: countEntries(comparison.arp),
    fib: countEntries(comparison.fib),
    interfaces: countEntries(comparison.interfaces),
    bgpPeers: countEntries(comparison.bgpPeers),
    tunnels: countEntries(comparison.tunnels),
    licences: countEntries(comparison.licences),
    userId: countEntries(comparison.userId),
  };
}

function countEntries<T>(change: TableChange<T>): TableNumbers {
  return {
    ...change,
    added: change.added.length,
    removed: change.removed.length,
    changed: change.changed.length,
  };
}

/**
 * One line for people, such as `TCP sessions 1200 → 1188 (-1.0 %), routes 52 (unchanged), ARP entries 9 (unchanged),
 * interfaces 12 (1 changed): outside the margin; FIB, BGP peers, licences, User-ID, content unchanged; tunnels: cannot be
 * compared`. Sessions, routes and ARP always have words of their own; of the others only what changed has.
 */
export function describeComparison(summary: ComparisonSummary): string {
  const { tcpSessions, routes, arp } = summary;
  const others = [
    otherTable('FIB', summary.fib),
    otherTable('interfaces', summary.interfaces),
    otherTable('BGP peers', summary.bgpPeers),
    otherTable('tunnels', summary.tunnels),
    otherTable('licences', summary.licences),
    otherTable('User-ID', summary.userId),
    contentArea(summary.content),
  ];
  const unknown = others.filter(({ withinMargin }) => withinMargin === null);
  const known = others.filter(({ withinMargin }) => withinMargin !== null);
  const changed = known.filter((area) => !area.isUnchanged);
  const told = [
    `TCP sessions ${describeNumbers(tcpSessions)}${describePercentage(tcpSessions)}${outside(tcpSessions)}`,
    `${describeTable('routes', routes)}${outside(routes)}`,
    `${describeTable('ARP entries', arp)}${outside(arp)}`,
    ...changed.map((area) => `${area.words}${outside(area)}`),
  ];
  return [
    told.join(', '),
    ...together(known.filter((area) => area.isUnchanged)).map((names) => `${names} unchanged`),
    ...together(unknown).map((names) => `${names}${CANNOT_COMPARE}`),
  ].join('; ');
}

interface OtherArea extends Pick<Change, 'withinMargin'> {
  readonly name: string;
  readonly isUnchanged: boolean;
  /** What changed. */
  readonly words: string;
}

function otherTable(name: string, table: TableNumbers): OtherArea {
  return {
    name,
    isUnchanged: isUnchanged(table),
    words: describeTable(name, table),
    withinMargin: table.withinMargin,
  };
}

function contentArea({ before, after, withinMargin }: ContentChange): OtherArea {
  const words = `content ${describeContent(before)} → ${describeContent(after)}`;
  return { name: 'content', isUnchanged: before === after, words, withinMargin };
}

/** The version in words, also for none and for one that is not known. */
export function describeContent(version: string | null): string {
  if (version === null) return 'unknown';
  return version === NO_CONTENT ? 'none' : quotable(version);
}

/** None or one. */
function together(areas: readonly OtherArea[]): string[] {
  return areas.length === 0 ? [] : [areas.map(({ name }) => name).join(', ')];
}

function describeTable(name: string, table: TableNumbers): string {
  return `${name} ${describeNumbers(table)} (${describeEntries(table)})`;
}

function describeNumbers({ before, after }: Change): string {
  const [from, to] = [before, after].map((count) => (count === null ? 'unknown' : String(count)));
  return before !== null && before === after ? String(from) : `${String(from)} → ${String(to)}`;
}

/** ` (-1.0 %)`, ` (-0.01 %)`; empty where nothing changed or it cannot be told. */
export function describePercentage({ percentage }: Change): string {
  if (percentage === null || percentage === 0) return '';
  // One session of thousands is not "-0.0 %".
  const size = Math.abs(percentage);
  const digits = size >= 0.05 ? size.toFixed(1) : String(Number(size.toPrecision(1)));
  return ` (${percentage > 0 ? '+' : '-'}${digits} %)`;
}

function isUnchanged({ added, removed, changed }: TableNumbers): boolean {
  return added === 0 && removed === 0 && changed === 0;
}

function describeEntries(table: TableNumbers): string {
  if (isUnchanged(table)) return 'unchanged';
  const parts = [
    { count: table.added, word: 'added' },
    { count: table.removed, word: 'removed' },
    { count: table.changed, word: 'changed' },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => `${count} ${word}`)
    .join(', ');
}

function outside({ withinMargin }: Pick<Change, 'withinMargin'>): string {
  if (withinMargin === null) return CANNOT_COMPARE;
  return withinMargin ? '' : ': outside the margin';
}
