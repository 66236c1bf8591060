/** A problem in a CSV file, as people find it there: by row and column, and by its cell. */
import { tell } from '../../ports/trouble.ts';
import type { CsvCell, CsvRow } from './csvRows.ts';
import { type RowTrouble, rowWords } from './rowTroubles.ts';

export interface RowProblem {
  readonly trouble: RowTrouble;
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
  trouble: RowTrouble,
): RowProblem {
  const where = column === null ? `Row ${row.number}` : `Row ${row.number}, column ${column}`;
  return {
    trouble,
    message: `${where}: ${tell(trouble, rowWords).message}`,
    severity: trouble.code === 'serial_twice' ? 'warning' : 'error',
    start: cell.start,
    end: cell.end,
    fix: trouble.code === 'serial_misspelt' ? trouble.meant : null,
  };
}

/** The file as a whole: shown at its beginning. */
export function fileProblem(trouble: RowTrouble): RowProblem {
  return rowProblem({ number: 1 }, null, { start: 0, end: 0 }, trouble);
}

/** From the first to the last cell of a row. */
export function wholeRow({ cells }: Pick<CsvRow, 'cells'>): CsvCell {
  return { text: '', start: cells[0]?.start ?? 0, end: cells.at(-1)?.end ?? 0 };
}
