/**
 * Tables as CSV text for spreadsheets and programs: what devices and people named is hostile there, because a cell that
 * begins like a formula is run. No byte order mark: the original tool and many programs would take it for a part of
 * the first column's name.
 */
import Papa from 'papaparse';
import { FORMULA } from '../inventory/csv/formula.ts';

export interface CsvFile {
  /** Without the header. */
  readonly rows: number;
  readonly text: string;
}

/** Cells that look like a formula get an apostrophe in front, which spreadsheets do not show. */
export function csvText(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const data = rows.map((row) => row.map(String));
  return `${Papa.unparse({ fields: [...columns], data }, { escapeFormulae: FORMULA })}\r\n`;
}
