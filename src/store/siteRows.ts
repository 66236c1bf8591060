/** Sites the user gave devices, in the database: an index over the journal's SITE_SET records. */
import type { Sites } from '../workflow/setByHand.ts';
import type { Database } from './database.ts';

export interface SiteRows {
  /** Site by serial. */
  all(): Map<string, string>;
  set(sites: Sites): void;
}

export function siteRows(database: Database): SiteRows {
  return {
    all: () =>
      new Map(
        database
          .rows('SELECT serial, site FROM sites')
          .map(([serial, site]) => [String(serial), String(site)]),
      ),

    set({ serials, site }) {
      database.transaction(() => {
        for (const serial of serials) {
          if (site === null) database.run('DELETE FROM sites WHERE serial = ?', [serial]);
          else {
            database.run(
              `INSERT INTO sites (serial, site) VALUES (?, ?)
               ON CONFLICT (serial) DO UPDATE SET site = excluded.site`,
              [serial, site],
            );
          }
        }
      });
    },
  };
}
