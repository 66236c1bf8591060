/** Certificates the user trusts, in the database: an index over the journal's PIN_TRUSTED records. */
import type { Pin } from '../workflow/journalRecord.ts';
import type { Database } from './database.ts';

export interface PinRows {
  /** Pins by address, as the PIN_TRUSTED records write it. */
  all(): Map<string, Pin>;
  set(pin: Pin): void;
}

export function pinRows(database: Database): PinRows {
  return {
    all: () =>
      new Map(
        database
          .rows('SELECT address, fingerprint, subject, valid_to FROM pins')
          .map(([address, fingerprint, subject, validTo]) => [
            String(address),
            {
              address: String(address),
              fingerprint: String(fingerprint),
              ...(typeof subject === 'string' ? { subject } : {}),
              ...(typeof validTo === 'string' ? { validTo } : {}),
            },
          ]),
      ),

    set({ address, fingerprint, subject, validTo }) {
      database.run(
        `INSERT INTO pins (address, fingerprint, subject, valid_to) VALUES (?, ?, ?, ?)
         ON CONFLICT (address) DO UPDATE
         SET fingerprint = excluded.fingerprint, subject = excluded.subject, valid_to = excluded.valid_to`,
        [address, fingerprint, subject ?? null, validTo ?? null],
      );
    },
  };
}
