/** What may be wrong with a list of devices: with the file, with a row, or with a cell. */
import type { TroubleWords } from '../../ports/trouble.ts';
import { named, quoted } from '../../ports/outsideText.ts';

export type RowTrouble =
  // The file is no such list.
  | { readonly code: 'empty_file' }
  | { readonly code: 'no_table'; readonly looksLike: 'binary' | 'spreadsheet' | 'json' | 'markup' }
  /** The first row is no header. */
  | { readonly code: 'no_header'; readonly needed: string }
  | { readonly code: 'columns_missing'; readonly needed: string; readonly found: readonly string[] }
  | { readonly code: 'no_serials' }
  /** The row has a form that cannot be read. */
  | { readonly code: 'row_damaged'; readonly reason: string }
  // The cell of a serial number.
  | { readonly code: 'serial_missing' }
  /** Cut short. */
  | { readonly code: 'serial_too_long'; readonly beginning: string }
  | { readonly code: 'serial_in_scientific_form'; readonly text: string }
  | { readonly code: 'several_serials'; readonly text: string }
  /** Nobody knows it, but one that people or spreadsheets may have turned into it. */
  | ({
      readonly code: 'serial_misspelt';
      readonly meant: string;
      /** Leading zeros were eaten, or letters stand for digits. */
      readonly how: 'zeros' | 'letters';
    } & UnknownSerial)
  | ({ readonly code: 'serial_unknown' } & UnknownSerial)
  | { readonly code: 'serial_twice'; readonly serial: string; readonly row: number }
  // The cells of a pair.
  | { readonly code: 'one_member_twice'; readonly serial: string }
  | { readonly code: 'no_known_pair'; readonly one: string; readonly other: string }
  /** The cell of a site. */
  | { readonly code: 'no_site_name'; readonly reason: string };

interface UnknownSerial {
  readonly serial: string;
  /** Where it may be any text, and not only what looks like a serial number. */
  readonly isAnyText: boolean;
}

/** As many headings are named. */
const MOST_HEADINGS = 10;

export const rowWords: TroubleWords<RowTrouble> = {
  empty_file: () => 'the file is empty.',
  no_table: ({ looksLike }) => lookalikes[looksLike],
  no_header: ({ needed }) =>
    `the first row must name the columns, and here devices begin at once. Put ${needed} above them.`,
  columns_missing: ({ needed, found }) => {
    const names = found.slice(0, MOST_HEADINGS).map((heading) => quoted(heading));
    const more = found.length > MOST_HEADINGS ? ' ...' : '';
    return `there is no column ${needed}. Found: ${names.join(', ')}${more}.`;
  },
  no_serials: () => 'no serial numbers were found below the header.',
  row_damaged: ({ reason }) => `${reason}.`,
  serial_missing: () => 'the serial number is missing.',
  serial_too_long: ({ beginning }) => `${quoted(`${beginning}...`)} is no serial number.`,
  serial_in_scientific_form: ({ text }) =>
    `a spreadsheet has turned this serial number into ${named(text)} and thrown digits away. ` +
    'Give the column the format "Text" and enter it again.',
  several_serials: ({ text }) => `${quoted(text)} is not one serial number.`,
  serial_misspelt: (trouble) => `${notThere(trouble)} Did you mean ${trouble.meant}? ${slips[trouble.how]}`,
  serial_unknown: (trouble) => `${notThere(trouble)} Run Discover Devices first.`,
  serial_twice: ({ serial, row }) => `${named(serial)} stands in row ${row} already.`,
  one_member_twice: ({ serial }) => `${named(serial)} stands in both columns. A pair has two members.`,
  no_known_pair: ({ one, other }) =>
    `${named(one)} and ${named(other)} are not known as members of one HA pair. Correct the row, or discover the devices anew.`,
  no_site_name: ({ reason }) => `${reason}.`,
};

const lookalikes = {
  binary: 'this is no text file. Save it as "CSV UTF-8" in the spreadsheet.',
  spreadsheet: 'this is a spreadsheet file. Save it as "CSV UTF-8" first.',
  json: 'this looks like JSON, not like a table with columns.',
  markup: 'this looks like XML or HTML, not like a table with columns.',
} as const;

const slips = {
  zeros: 'Spreadsheets eat leading zeros.',
  letters: 'It has letters that look like digits.',
} as const;

function notThere({ serial, isAnyText }: UnknownSerial): string {
  return `${isAnyText ? quoted(serial) : named(serial)} is not in the inventory.`;
}
