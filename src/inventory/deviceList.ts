/**
 * A list of devices in a CSV file: serials, or pairs of them. Every bad row is named at its place and kept out; the
 * others are taken. A serial is never corrected silently.
 */
import type { CsvCell, CsvRow } from './csv/csvRows.ts';
import { headingOf, missingColumns, readTable, type TableHeader } from './csv/csvTable.ts';
import { fileProblem, type RowProblem, rowProblem, wholeRow } from './csv/rowProblem.ts';
import type { RowTrouble } from './csv/rowTroubles.ts';
import type { Device } from './device.ts';
import { isScientific, meantSerial, serialOfCell } from './serialCell.ts';
import { LONGEST_SERIAL, readSerial, type Serial } from '../panos/serial.ts';

export interface DeviceList {
  /** Told by the columns; null when it is no list of devices. */
  readonly kind: 'devices' | 'pairs' | null;
  /** In the order of the file; both members of a pair. Rows that could not be read are not here. */
  readonly entries: readonly ListEntry[];
  readonly problems: readonly RowProblem[];
}

export interface ListEntry {
  readonly serial: Serial;
  /** As a spreadsheet counts. */
  readonly row: number;
  readonly outcome: 'ok' | 'duplicate' | 'not_in_inventory';
}

type Column = 'serial' | 'serial_1' | 'serial_2';

const NEEDED = 'serial, or serial_1 and serial_2 for HA pairs';

/**
 * @param get what the inventory knows of a serial.
 * @param pause lets others work; awaited every few hundred rows.
 */
export async function readDeviceList(
  text: string,
  get: (serial: string) => Device | undefined,
  pause: () => Promise<void>,
): Promise<DeviceList> {
  const reading = new ListReading(get);
  const refused = await readTable(text, accept, (row, header) => reading.row(row, header), pause);
  if (refused !== null) return { kind: null, entries: [], problems: [refused] };
  const { kind, entries, problems } = reading;
  return kind === null
    ? { kind: null, entries: [], problems: [fileProblem({ code: 'no_serials' })] }
    : { kind, entries, problems };
}

/** The kind of list the names of a header's columns belong to; null when it is none. */
export function kindOfList(names: readonly string[]): DeviceList['kind'] {
  if (names.includes('serial_1') && names.includes('serial_2')) return 'pairs';
  return names.includes('serial') ? 'devices' : null;
}

function accept(header: TableHeader): RowProblem | null {
  return kindOfList(header.names) === null ? missingColumns(header, NEEDED) : null;
}

class ListReading {
  readonly entries: ListEntry[] = [];
  readonly problems: RowProblem[] = [];
  kind: DeviceList['kind'] = null;
  readonly #get: (serial: string) => Device | undefined;
  /** Where each serial stands first, and the virtual systems it stood with since. */
  readonly #seen = new Map<string, { readonly row: number; readonly systems: Set<string> }>();
  /** Pairs that were read from a row of their first member. */
  readonly #pairs = new Set<string>();

  constructor(get: (serial: string) => Device | undefined) {
    this.#get = get;
  }

  row(row: CsvRow, header: TableHeader): void {
    this.kind = kindOfList(header.names);
    if (row.damage !== null) {
      this.problems.push(rowProblem(row, null, wholeRow(row), { code: 'row_damaged', reason: row.damage }));
    } else if (this.kind === 'pairs') {
      this.#pair(row, header, 'serial_1');
    } else if (this.#namesPeer(row, header)) {
      this.#pair(row, header, 'serial');
    } else {
      const serial = this.#serial(row, header, 'serial');
      if (serial !== null) this.#add(serial, row, header, 'serial');
    }
  }

  /** A list of devices may tell the peer of each member, by its serial, its name or with a word: only a serial makes a pair. */
  #namesPeer(row: CsvRow, header: TableHeader): boolean {
    if (!header.names.includes('serial_2')) return false;
    const peer = serialOfCell(cellOf(row, header, 'serial_2').text);
    return /^\d{8,}$/.test(peer) || isScientific(peer) || this.#get(peer) !== undefined;
  }

  #pair(row: CsvRow, header: TableHeader, column: 'serial' | 'serial_1'): void {
    const first = this.#serial(row, header, column);
    const second = this.#serial(row, header, 'serial_2');
    if (first === null || second === null) return;
    const refuse = (trouble: RowTrouble): void => {
      const cell = cellOf(row, header, 'serial_2');
      this.problems.push(rowProblem(row, headingOf(header, 'serial_2'), cell, trouble));
    };
    if (first === second) {
      refuse({ code: 'one_member_twice', serial: first });
      return;
    }
    // Taken one by one, both members of a pair that is only unknown would be worked on at the same time.
    if (this.#isAnotherPair(first, second) || this.#isAnotherPair(second, first)) {
      refuse({ code: 'no_known_pair', one: first, other: second });
      return;
    }
    // A list of devices has a row for each member.
    if (this.#pairs.has(`${second} ${first}`)) return;
    this.#pairs.add(`${first} ${second}`);
    this.#add(first, row, header, column);
    this.#add(second, row, header, 'serial_2');
  }

  /** A device that is known, but not as this one's peer. */
  #isAnotherPair(serial: Serial, peer: Serial): boolean {
    const device = this.#get(serial);
    return device !== undefined && device.peerSerial !== peer;
  }

  /** Null when the cell holds no serial that could be known; the problem is noted then. */
  #serial(row: CsvRow, header: TableHeader, column: Column): Serial | null {
    const cell = cellOf(row, header, column);
    const serial = serialOfCell(cell.text);
    const refuse = (trouble: RowTrouble): null => {
      const place = cell.text === '' ? wholeRow(row) : cell;
      this.problems.push(rowProblem(row, headingOf(header, column), place, trouble));
      return null;
    };
    if (serial === '') return refuse({ code: 'serial_missing' });
    if (serial.length > LONGEST_SERIAL)
      return refuse({ code: 'serial_too_long', beginning: serial.slice(0, LONGEST_SERIAL) });
    const known = this.#get(serial);
    if (known !== undefined) return known.serial;
    if (isScientific(serial)) return refuse({ code: 'serial_in_scientific_form', text: serial });
    const meant = meantSerial(serial, this.#get);
    if (meant !== null) {
      const unknown = { serial, isAnyText: false };
      return refuse({ code: 'serial_misspelt', ...unknown, meant: meant.serial, how: meant.how });
    }
    return readSerial(serial) ?? refuse({ code: 'several_serials', text: serial });
  }

  #add(serial: Serial, row: CsvRow, header: TableHeader, column: Column): void {
    const [heading, cell] = [headingOf(header, column), cellOf(row, header, column)];
    const system = row.cells[header.names.indexOf('vsys')]?.text ?? '';
    const before = this.#seen.get(serial);
    if (before !== undefined) {
      // Each virtual system of a device may have a row of its own.
      if (before.systems.size < before.systems.add(system).size) return;
      this.problems.push(rowProblem(row, heading, cell, { code: 'serial_twice', serial, row: before.row }));
      this.entries.push({ serial, row: row.number, outcome: 'duplicate' });
      return;
    }
    this.#seen.set(serial, { row: row.number, systems: new Set([system]) });
    const isKnown = this.#get(serial) !== undefined;
    if (!isKnown) {
      const unknown = { code: 'serial_unknown', serial, isAnyText: false } as const;
      this.problems.push(rowProblem(row, heading, cell, unknown));
    }
    this.entries.push({ serial, row: row.number, outcome: isKnown ? 'ok' : 'not_in_inventory' });
  }
}

function cellOf(row: CsvRow, { names }: TableHeader, column: Column): CsvCell {
  return row.cells[names.indexOf(column)] ?? wholeRow(row);
}
