/** A CSV file that gives devices a site: columns `serial` and `site`. An empty site takes it away. */
import { withoutApostrophe } from './csv/formula.ts';
import { missingColumns, readTable } from './csv/deviceTable.ts';
import { type RowProblem, rowProblem, wholeRow } from './csv/rowProblem.ts';
import type { Device } from './device.ts';
import { eatenZeros, serialOfCell } from './serialCell.ts';
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
    (row, { names }) => {
      const cellOf = (column: string) => row.cells[names.indexOf(column)] ?? wholeRow(row);
      const refuse = (column: string | null, what: string, fix: string | null = null): void => {
        const cell = column === null ? wholeRow(row) : cellOf(column);
        problems.push(rowProblem(row, column, cell, what, { fix }));
      };
      if (row.damage !== null) {
        refuse(null, `${row.damage}.`);
        return;
      }
      const serial = serialOfCell(cellOf('serial').text);
      if (get(serial) === undefined) {
        const meant = eatenZeros(serial, get);
        const hint = meant === null ? 'Run Discover Devices first.' : `Did you mean ${meant}?`;
        refuse('serial', `"${serial.slice(0, 40)}" is not in the inventory. ${hint}`, meant);
        return;
      }
      const text = row.cells[names.indexOf('site')]?.text ?? '';
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
