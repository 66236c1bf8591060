/** A problem in a CSV file, as people find it there: by row and column, and by its cell. */
import type { CsvCell, CsvRow } from './csvRows.ts';

export interface RowProblem {
  /** For people: row, column and what is wrong. */
  readonly message: string;
  /** An error keeps the row out; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** Where: offsets into the text, without a byte order mark. */
  readonly start: number;
  readonly end: number;
  /** What the cell may have meant; null when nobody knows. */
  readonly fix: string | null;
}

/** @param column null: the row as a whole. */
export function rowProblem(
  row: Pick<CsvRow, 'number'>,
  column: string | null,
  cell: Pick<CsvCell, 'start' | 'end'>,
  what: string,
  more: Partial<Pick<RowProblem, 'severity' | 'fix'>> = {},
): RowProblem {
  const where = column === null ? `Row ${row.number}` : `Row ${row.number}, column ${column}`;
  return {
    message: `${where}: ${what}`,
    ...{ severity: 'error', start: cell.start, end: cell.end, fix: null },
    ...more,
  };
}

/** From the first to the last cell of a row. */
export function wholeRow({ cells }: Pick<CsvRow, 'cells'>): CsvCell {
  return { text: '', start: cells[0]?.start ?? 0, end: cells.at(-1)?.end ?? 0 };
}
