/** What is kept and shown of a comparison; the tables themselves stay in the snapshot files. */
import type { Change, Comparison, TableChange } from './compare.ts';

/** Numbers only: `added` and `removed` are how many entries. See compare.ts for the meaning of each. */
export interface ComparisonSummary {
  readonly tcpSessions: Change;
  readonly routes: TableNumbers;
  readonly arp: TableNumbers;
  readonly passed: boolean | null;
}

type TableNumbers = Change & { readonly added: number; readonly removed: number };

/** The comparison without its tables, which stay in the snapshot files. */
export function summarizeComparison({ tcpSessions, routes, arp, passed }: Comparison): ComparisonSummary {
  return { tcpSessions, routes: countEntries(routes), arp: countEntries(arp), passed };
}

function countEntries<T>(change: TableChange<T>): TableNumbers {
  return { ...change, added: change.added.length, removed: change.removed.length };
}

/** One line for people, such as `TCP sessions 1200 → 1188 (-1.0 %), routes 52 (unchanged), ...`. */
export function describeComparison(summary: ComparisonSummary): string {
  const { tcpSessions, routes, arp } = summary;
  return [
    `TCP sessions ${describeNumbers(tcpSessions)}${describePercentage(tcpSessions)}${outside(tcpSessions)}`,
    `routes ${describeNumbers(routes)} (${describeEntries(routes)})${outside(routes)}`,
    `ARP entries ${describeNumbers(arp)} (${describeEntries(arp)})${outside(arp)}`,
  ].join(', ');
}

type Numbers = Change;

function describeNumbers({ before, after }: Numbers): string {
  const [from, to] = [before, after].map((count) => (count === null ? 'unknown' : String(count)));
  return before !== null && before === after ? String(from) : `${String(from)} → ${String(to)}`;
}

function describePercentage({ percentage }: Numbers): string {
  if (percentage === null || percentage === 0) return '';
  return ` (${percentage > 0 ? '+' : ''}${percentage.toFixed(1)} %)`;
}

function describeEntries({ added, removed }: TableNumbers): string {
  return added === 0 && removed === 0 ? 'unchanged' : `${added} added, ${removed} removed`;
}

function outside({ withinMargin }: Pick<Change, 'withinMargin'>): string {
  if (withinMargin === null) return ': cannot be compared';
  return withinMargin ? '' : ': outside the margin';
}
