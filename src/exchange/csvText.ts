/**
 * Tables as CSV text for spreadsheets and programs: what devices and people named is hostile there, because a cell that
 * begins like a formula is run. No byte order mark: many programs would take it for a part of the first
 * column's name.
 */
import Papa from 'papaparse';
import { oneLine } from '../ports/outsideText.ts';
import { FORMULA, withApostrophes } from '../inventory/csv/formula.ts';

/** Cells that look like a formula get an apostrophe in front, which spreadsheets do not show. */
export function csvText(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const data = rows.map((row) => row.map((cell) => plainCell(String(cell))));
  return `${Papa.unparse({ fields: [...columns], data }, { escapeFormulae: FORMULA })}\r\n`;
}

/** No spreadsheet takes more. */
const LONGEST_CELL = 32_000;

/** On one line, and what nobody would see shows. */
function plainCell(text: string): string {
  return withApostrophes(oneLine(text, LONGEST_CELL));
}

/** How many rows are written without a pause: a few milliseconds' worth. */
const ROWS_AT_ONCE = 500;

/**
 * The same for tables of any length.
 * @param pause lets others work for a moment.
 * @returns the file's bytes: a text put together of so many pieces would be copied at once when it is first read.
 */
export async function longCsv(
  columns: readonly string[],
  rows: Iterable<readonly string[]>,
  pause: () => Promise<void>,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const write = (piece: string[][]): void => {
    const text = Papa.unparse(piece, { escapeFormulae: FORMULA });
    pieces.push(new TextEncoder().encode(`${text}\r\n`));
  };
  let piece = [[...columns]];
  for (const row of rows) {
    piece.push(row.map(plainCell));
    if (piece.length < ROWS_AT_ONCE) continue;
    write(piece);
    piece = [];
    await pause();
  }
  if (piece.length > 0) write(piece);
  return Buffer.concat(pieces);
}
