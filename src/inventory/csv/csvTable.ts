/** What lists of devices have in common: a header that names its columns, and files that are no such list at all. */
import { type CsvRow, csvRowBatches } from './csvRows.ts';
import { fileProblem, type RowProblem, rowProblem, wholeRow } from './rowProblem.ts';
import type { RowTrouble } from './rowTroubles.ts';

export interface TableHeader {
  readonly row: CsvRow;
  /** The columns by the names this extension has for them: `serial` where the heading is `Serial Number`. */
  readonly names: readonly string[];
}

/** What other tools and people call a column of ours; PAN-OS's own tables say `Serial Number`. */
const SYNONYMS: ReadonlyMap<string, string> = new Map(
  ['serial_number', 'serial_no', 'device_serial', 'device_serial_number', 's_n', 'sn'].map((name) => [
    name,
    'serial',
  ]),
);

const LONGEST_HEADING = 40;

/** The names of a header's columns. A heading that is spelled as we do goes before one that only means the same. */
export function columnNames({ cells }: Pick<CsvRow, 'cells'>): readonly string[] {
  const names = cells.map(({ text }) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
      .replaceAll(/^_|_$/g, ''),
  );
  return names.map((name) => {
    const ours = SYNONYMS.get(name) ?? name;
    return ours !== name && names.includes(ours) ? name : ours;
  });
}

/** What a column is called in this file, for people; cut short, because it is the file's word. */
export function headingOf({ row, names }: TableHeader, name: string): string {
  return (row.cells[names.indexOf(name)]?.text ?? name).slice(0, LONGEST_HEADING);
}

/**
 * Reads a file row by row.
 * @param onRow for every row below the header; not called when the header was refused.
 * @param accept says what is wrong with a header, or null.
 * @param pause lets others work; awaited every few hundred rows.
 * @returns the problem of a file that is no such list; null when it was read.
 */
export async function readTable(
  text: string,
  accept: (header: TableHeader) => RowProblem | null,
  onRow: (row: CsvRow, header: TableHeader) => void,
  pause: () => Promise<void>,
): Promise<RowProblem | null> {
  const wrong = whatElse(text);
  if (wrong !== null) return fileProblem(wrong);
  let header: TableHeader | null = null;
  for (const rows of csvRowBatches(text)) {
    for (const row of rows) {
      if (header !== null) {
        onRow(row, header);
        continue;
      }
      header = { row, names: columnNames(row) };
      const refused = accept(header);
      if (refused !== null) return refused;
    }
    await pause();
  }
  return header === null ? fileProblem({ code: 'empty_file' }) : null;
}

/** What a file is that is certainly no table; null when it may be one. */
function whatElse(text: string): RowTrouble | null {
  const begin = text.slice(0, 4096);
  if (begin.includes('\0')) return { code: 'no_table', looksLike: 'binary' };
  if (begin.startsWith('PK\u0003\u0004')) return { code: 'no_table', looksLike: 'spreadsheet' };
  const first = begin.replace(/^\uFEFF/, '').trimStart()[0];
  if (first === '{' || first === '[') return { code: 'no_table', looksLike: 'json' };
  return first === '<' ? { code: 'no_table', looksLike: 'markup' } : null;
}

/** The problem of a header without the columns that are needed. @param needed as people read it: `serial`. */
export function missingColumns({ row }: Pick<TableHeader, 'row'>, needed: string): RowProblem {
  const headings = row.cells.map(({ text }) => text).filter((text) => text !== '');
  const isData = headings.some((text) => /^\d{12}(\d{3})?$/.test(text));
  const found = headings.map((text) => text.slice(0, LONGEST_HEADING));
  return rowProblem(
    row,
    null,
    wholeRow(row),
    isData ? { code: 'no_header', needed } : { code: 'columns_missing', needed, found },
  );
}
