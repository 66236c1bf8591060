/** What lists of devices have in common: a header that names its columns, and files that are no such list at all. */
import { type CsvRow, csvRowBatches } from './csvRows.ts';
import { fileProblem, type RowProblem, rowProblem, wholeRow } from './rowProblem.ts';
import type { RowTrouble } from './rowTroubles.ts';

export interface TableHeader {
  readonly row: CsvRow;
  /** The columns by the names this extension has for them: `serial` where the heading is `Serial Number`. */
  readonly names: readonly string[];
}

/** What other tools and people call a column of ours, the clearest word first. PAN-OS's tables say `Serial Number` and `Virtual System`. */
const SYNONYMS = {
  serial: 'serial serial_number serial_no device_serial device_serial_number s_n sn',
  serial_1:
    'serial_1 serial1 serial_number_1 sn_1 serial_a primary_serial primary_serial_number active_serial active_serial_number member_1_serial device_1_serial fw1_serial',
  serial_2:
    'serial_2 serial2 serial_number_2 sn_2 serial_b secondary_serial secondary_serial_number passive_serial passive_serial_number standby_serial member_2_serial device_2_serial fw2_serial peer_serial peer_serial_number ha_peer_serial ha_peer_serial_number secondary passive standby ha_peer peer',
  vsys: 'vsys vsys_id vsys_name virtual_system virtual_system_id virtual_system_name',
} as const;
const OURS = Object.keys(SYNONYMS) as readonly (keyof typeof SYNONYMS)[];

/** Beside a column of serials these say something about that device. */
const FIRST_BY_ROLE = ['primary', 'active'];

const LONGEST_HEADING = 40;

/** The names of a header's columns. Of several headings that mean the same, the clearest is taken and the others stay. */
export function columnNames({ cells }: Pick<CsvRow, 'cells'>): readonly string[] {
  const names = cells.map(({ text }) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
      .replaceAll(/^_|_$/g, ''),
  );
  const meant = new Map<number, string>();
  for (const ours of OURS) {
    const words = SYNONYMS[ours].split(' ');
    if (ours === 'serial_1' && ![...meant.values()].includes('serial')) words.push(...FIRST_BY_ROLE);
    const heading = words.find((name) => names.includes(name));
    if (heading !== undefined) meant.set(names.indexOf(heading), ours);
  }
  return names.map((name, index) => meant.get(index) ?? name);
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
