/** A CSV file that gives devices a site: columns `serial` and `site`. An empty site takes it away. */
import { withoutApostrophe } from './csv/formula.ts';
import { headingOf, missingColumns, readTable } from './csv/csvTable.ts';
import { type RowProblem, rowProblem, wholeRow } from './csv/rowProblem.ts';
import type { RowTrouble } from './csv/rowTroubles.ts';
import type { Device } from './device.ts';
import { LONGEST_SERIAL } from '../panos/serial.ts';
import { meantSerial, serialOfCell } from './serialCell.ts';
import { siteName } from './siteName.ts';

export interface SiteList {
  /** The last word for each device. */
  readonly sites: ReadonlyMap<string, string | null>;
  readonly problems: readonly RowProblem[];
}

/**
 * @param get what the inventory knows of a serial.
 * @param pause lets others work; awaited every few hundred rows.
 */
export async function readSiteList(
  text: string,
  get: (serial: string) => Device | undefined,
  pause: () => Promise<void>,
): Promise<SiteList> {
  const sites = new Map<string, string | null>();
  const problems: RowProblem[] = [];
  const refused = await readTable(
    text,
    (header) =>
      header.names.includes('serial') && header.names.includes('site')
        ? null
        : missingColumns(header, 'serial and site'),
    (row, header) => {
      const cellOf = (column: string) => row.cells[header.names.indexOf(column)] ?? wholeRow(row);
      const refuse = (column: 'serial' | 'site', trouble: RowTrouble): void => {
        problems.push(rowProblem(row, headingOf(header, column), cellOf(column), trouble));
      };
      if (row.damage !== null) {
        problems.push(rowProblem(row, null, wholeRow(row), { code: 'row_damaged', reason: row.damage }));
        return;
      }
      const serial = serialOfCell(cellOf('serial').text);
      if (get(serial) === undefined) {
        const unknown = { serial: serial.slice(0, LONGEST_SERIAL), isAnyText: true };
        const meant = serial.length > LONGEST_SERIAL ? null : meantSerial(serial, get);
        refuse(
          'serial',
          meant === null
            ? { code: 'serial_unknown', ...unknown }
            : { code: 'serial_misspelt', ...unknown, meant: meant.serial, how: meant.how },
        );
        return;
      }
      const word = row.cells[header.names.indexOf('site')]?.text ?? '';
      if (word === '') {
        sites.set(serial, null);
        return;
      }
      const site = siteName(withoutApostrophe(word));
      if ('problem' in site) refuse('site', { code: 'no_site_name', reason: site.problem });
      else sites.set(serial, site.name);
    },
    pause,
  );
  return refused === null ? { sites, problems } : { sites: new Map(), problems: [refused] };
}
