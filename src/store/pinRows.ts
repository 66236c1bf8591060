/** Certificates the user trusts, in the database: an index over the journal's PIN_TRUSTED records. */
import type { Database } from './database.ts';

export interface PinRows {
  /** Fingerprints by address, as the PIN_TRUSTED records write both. */
  all(): Map<string, string>;
  set(address: string, fingerprint: string): void;
}

export function pinRows(database: Database): PinRows {
  return {
    all: () =>
      new Map(
        database
          .rows('SELECT address, fingerprint FROM pins')
          .map(([address, fingerprint]) => [String(address), String(fingerprint)]),
      ),

    set(address, fingerprint) {
      database.run(
        `INSERT INTO pins (address, fingerprint) VALUES (?, ?)
         ON CONFLICT (address) DO UPDATE SET fingerprint = excluded.fingerprint`,
        [address, fingerprint],
      );
    },
  };
}
