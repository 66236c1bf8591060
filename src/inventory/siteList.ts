/** A CSV file that gives devices a site: columns `serial` and `site`. An empty site takes it away. */
import { withoutApostrophe } from './csv/formula.ts';
import { headingOf, missingColumns, readTable } from './csv/deviceTable.ts';
import { type RowProblem, rowProblem, wholeRow } from './csv/rowProblem.ts';
import type { Device } from './device.ts';
import { LONGEST_SERIAL, meantSerial, serialOfCell } from './serialCell.ts';
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
      const refuse = (column: 'serial' | 'site' | null, what: string, fix: string | null = null): void => {
        const cell = column === null ? wholeRow(row) : cellOf(column);
        const heading = column === null ? null : headingOf(header, column);
        problems.push(rowProblem(row, heading, cell, what, { fix }));
      };
      if (row.damage !== null) {
        refuse(null, `${row.damage}.`);
        return;
      }
      const serial = serialOfCell(cellOf('serial').text);
      if (get(serial) === undefined) {
        const meant = serial.length > LONGEST_SERIAL ? null : meantSerial(serial, get);
        const hint =
          meant === null ? 'Run Discover Devices first.' : `Did you mean ${meant.serial}? ${meant.why}`;
        refuse(
          'serial',
          `"${serial.slice(0, LONGEST_SERIAL)}" is not in the inventory. ${hint}`,
          meant?.serial ?? null,
        );
        return;
      }
      const text = row.cells[header.names.indexOf('site')]?.text ?? '';
      if (text === '') {
        sites.set(serial, null);
        return;
      }
      const site = siteName(withoutApostrophe(text));
      if ('problem' in site) refuse('site', `${site.problem}.`);
      else sites.set(serial, site.name);
    },
    pause,
  );
  return refused === null ? { sites, problems } : { sites: new Map(), problems: [refused] };
}
