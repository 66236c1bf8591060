/** Certificate pins as a CSV file: address, fingerprint, subject, valid_to. */
import { csvText } from '../../exchange/csvText.ts';
import { type CsvCell, type CsvRow, csvRows } from '../../inventory/csv/csvRows.ts';
import { withoutApostrophe } from '../../inventory/csv/formula.ts';
import { readAddress } from '../../panos/address.ts';
import { panosError } from '../../panos/panosTroubles.ts';
import { readFingerprint } from '../../panos/fingerprint.ts';
import type { Pin } from '../../workflow/setByHand.ts';

const COLUMNS = ['address', 'fingerprint', 'subject', 'valid_to'] as const;
type Column = (typeof COLUMNS)[number];
const NEEDED: readonly Column[] = ['address', 'fingerprint'];

export interface PinProblem {
  /** For people: row, column and what is wrong. */
  readonly message: string;
  /** Where: offsets into the text. */
  readonly start: number;
  readonly end: number;
}

export interface ReadPins {
  /** One for each address. */
  readonly pins: readonly Pin[];
  readonly problems: readonly PinProblem[];
}

/** Harmless in a spreadsheet: a subject is what whoever made the certificate wrote. */
export function formatPins(pins: readonly Pin[]): string {
  const rows = pins.map(({ address, fingerprint, subject = '', validTo = '' }) => [
    address,
    fingerprint,
    subject,
    validTo,
  ]);
  return csvText(COLUMNS, rows);
}

/**
 * Reads what formatPins wrote, or a person did: any order of columns, `,` `;` or tabs between them. A bad row is a
 * problem and no pin; the others are taken.
 * @param defaultPort of an address that names none
 */
export function readPins(text: string, defaultPort: number): ReadPins {
  const [header, ...rows] = csvRows(text);
  if (header === undefined)
    return { pins: [], problems: [{ message: 'The file is empty.', start: 0, end: 0 }] };
  const names = header.cells.map((cell) => cell.text.toLowerCase());
  const problems = headerProblems(header, names);
  if (problems.length > 0) return { pins: [], problems };

  const read = rows.map((row) => readRow(row, names, defaultPort));
  const good = read.flatMap((one) => ('pin' in one ? [one] : []));
  const pins = new Map(good.map(({ pin }) => [pin.address, pin]));
  const contradicted = new Set(
    good
      .filter(({ pin }) => pins.get(pin.address)?.fingerprint !== pin.fingerprint)
      .map(({ pin }) => pin.address),
  );
  return {
    pins: [...pins.values()].filter(({ address }) => !contradicted.has(address)),
    problems: [
      ...read.flatMap((one) => ('problem' in one ? [one.problem] : [])),
      ...good
        .filter(({ pin }) => contradicted.has(pin.address))
        .map(({ pin: { address }, row, cell }) =>
          problemAt(row, 'address', cell, `${address} stands several times, with different fingerprints.`),
        ),
    ],
  };
}

type ReadRow =
  { readonly pin: Pin; readonly row: CsvRow; readonly cell: CsvCell } | { readonly problem: PinProblem };

function readRow(row: CsvRow, names: readonly string[], defaultPort: number): ReadRow {
  const whole = wholeRow(row);
  if (row.damage !== null) return { problem: problemAt(row, null, whole, `${row.damage}.`) };
  if (row.cells.slice(names.length).some(({ text }) => text !== '')) {
    return { problem: problemAt(row, null, whole, 'it has more cells than the header has columns.') };
  }
  const cellOf = (column: Column): CsvCell => row.cells[names.indexOf(column)] ?? { ...whole, text: '' };
  const address = cellOf('address');
  const name = readAddress(address.text, defaultPort);
  if (name === null) {
    const { message } = panosError({ code: 'not_an_address', text: address.text });
    return { problem: problemAt(row, 'address', address, message) };
  }
  const fingerprint = readFingerprint(cellOf('fingerprint').text);
  if (fingerprint === null) {
    const what = 'a SHA-256 fingerprint has 64 hexadecimal digits, with or without colons.';
    return { problem: problemAt(row, 'fingerprint', cellOf('fingerprint'), what) };
  }
  const subject = withoutApostrophe(cellOf('subject').text);
  const validTo = withoutApostrophe(cellOf('valid_to').text);
  return {
    row,
    cell: address,
    pin: {
      address: name,
      fingerprint,
      ...(subject === '' ? {} : { subject }),
      ...(validTo === '' ? {} : { validTo }),
    },
  };
}

function headerProblems(header: CsvRow, names: readonly string[]): PinProblem[] {
  const whole = wholeRow(header);
  const missing = NEEDED.filter((name) => !names.includes(name));
  const twice = COLUMNS.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return [
    ...missing.map((name) => problemAt(header, name, whole, 'there is no such column in the header.')),
    ...twice.map((name) => problemAt(header, name, whole, 'there are several such columns.')),
  ];
}

function wholeRow({ cells }: CsvRow): CsvCell {
  return { text: '', start: cells[0]?.start ?? 0, end: cells.at(-1)?.end ?? 0 };
}

function problemAt({ number }: CsvRow, column: Column | null, cell: CsvCell, what: string): PinProblem {
  const where = column === null ? `Row ${number}` : `Row ${number}, column ${column}`;
  return { message: `${where}: ${what}`, start: cell.start, end: cell.end };
}
