/**
 * The table of one area before and after as two texts for a diff editor: one entry a line, sorted, in columns that are
 * equally wide on both sides, so that lines differ exactly where entries do.
 */
import type { JobComparison } from '../jobs/outcome/jobComparison.ts';
import type { EntryOf, TableArea } from '../validation/comparison/areaTitles.ts';
import { entryCells, entryColumns } from '../validation/comparison/tableEntryWords.ts';
import { sortedLines } from './sortedLines.ts';

export interface ComparedTables {
  readonly before: string;
  readonly after: string;
}

/** How many entries are put into words without a pause: a few milliseconds' worth. */
const ENTRIES_AT_ONCE = 500;
/** The same of lines that are only put together. */
const LINES_AT_ONCE = 5_000;

/** A column is no wider than this, whatever one device calls its peer. */
const WIDEST = 60;

const UNKNOWN = 'Not known: the device refused to tell it, or could not be understood.\n';

/**
 * @returns both tables as they were read, with what does not count as a difference, such as the interface of an ARP
 *   entry; of the flags of routes only whether they are in use.
 * @param pause lets others work for a moment; tables may have 100,000 entries.
 */
export async function comparedTables(
  { before, after }: Pick<JobComparison, 'before' | 'after'>,
  area: TableArea,
  pause: () => Promise<void>,
): Promise<ComparedTables> {
  const titles = entryColumns(area);
  const widths = titles.map(({ length }) => length);
  const then = await cellsOf(before[area], area, widths, pause);
  const now = await cellsOf(after[area], area, widths, pause);
  const text = async (rows: readonly (readonly string[])[] | null): Promise<string> => {
    if (rows === null) return UNKNOWN;
    const lines: string[] = [];
    for (const row of rows) {
      lines.push(`${aligned(row, widths)}\n`);
      if (lines.length % ENTRIES_AT_ONCE === 0) await pause();
    }
    const sorted = await sortedLines(lines, pause);
    const pieces = [`${aligned(titles, widths)}\n`];
    for (let from = 0; from < sorted.length; from += LINES_AT_ONCE) {
      pieces.push(sorted.slice(from, from + LINES_AT_ONCE).join(''));
      await pause();
    }
    return pieces.join('');
  };
  return { before: await text(then), after: await text(now) };
}

/** @param widths are widened to what is found. @returns null where the table is not known. */
async function cellsOf(
  table: readonly EntryOf<TableArea>[] | null,
  area: TableArea,
  widths: number[],
  pause: () => Promise<void>,
): Promise<readonly (readonly string[])[] | null> {
  if (table === null) return null;
  const rows: (readonly string[])[] = [];
  for (const entry of table) {
    const cells = entryCells(area, entry);
    for (const [at, { length }] of cells.entries()) {
      widths[at] = Math.min(WIDEST, Math.max(widths[at] ?? 0, length));
    }
    rows.push(cells);
    if (rows.length % ENTRIES_AT_ONCE === 0) await pause();
  }
  return rows;
}

function aligned(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, at) => cell.padEnd(widths[at] ?? 0))
    .join('  ')
    .trimEnd();
}
