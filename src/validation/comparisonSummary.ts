/** What is kept and shown of a comparison; the tables themselves stay in the snapshot files. */
import * as z from 'zod';
import type { Change, Comparison, TableChange } from './compare.ts';

const changeSchema = z.object({
  before: z.number().nullable(),
  after: z.number().nullable(),
  difference: z.number().nullable(),
  percentage: z.number().nullable(),
  withinMargin: z.boolean().nullable(),
});

/** `added` and `removed`: how many entries. */
const tableChangeSchema = z.object({ ...changeSchema.shape, added: z.number(), removed: z.number() });

/** See compare.ts for the meaning of each. */
export const comparisonSummarySchema = z.object({
  tcpSessions: changeSchema,
  routes: tableChangeSchema,
  arp: tableChangeSchema,
  passed: z.boolean().nullable(),
});
export type ComparisonSummary = z.infer<typeof comparisonSummarySchema>;

export function summarizeComparison({ tcpSessions, routes, arp, passed }: Comparison): ComparisonSummary {
  return { tcpSessions, routes: countEntries(routes), arp: countEntries(arp), passed };
}

function countEntries<T>(change: TableChange<T>): ComparisonSummary['routes'] {
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

type Numbers = ComparisonSummary['tcpSessions'];

function describeNumbers({ before, after }: Numbers): string {
  const [from, to] = [before, after].map((count) => (count === null ? 'unknown' : String(count)));
  return before !== null && before === after ? String(from) : `${String(from)} → ${String(to)}`;
}

function describePercentage({ percentage }: Numbers): string {
  if (percentage === null || percentage === 0) return '';
  return ` (${percentage > 0 ? '+' : ''}${percentage.toFixed(1)} %)`;
}

function describeEntries({ added, removed }: ComparisonSummary['routes']): string {
  return added === 0 && removed === 0 ? 'unchanged' : `${added} added, ${removed} removed`;
}

function outside({ withinMargin }: Pick<Change, 'withinMargin'>): string {
  if (withinMargin === null) return ': cannot be compared';
  return withinMargin ? '' : ': outside the margin';
}
