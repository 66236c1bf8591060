/** Certificates the user trusts, in the database: an index over the journal's PIN_TRUSTED records. */
import type { Pin } from '../workflow/setByHand.ts';
import type { Log } from '../ports/log.ts';
import type { Database } from './database.ts';

export interface PinRows {
  all(): Map<Pin['address'], Pin>;
  set(pin: Pin): void;
}

/** @param parsePin validates what is read back; one it throws on is trusted no more, and so asked about again. */
export function pinRows(database: Database, parsePin: (value: unknown) => Pin, log: Log): PinRows {
  return {
    all: () =>
      new Map(
        database
          .rows('SELECT address, fingerprint, subject, valid_to FROM pins')
          .flatMap(([address, fingerprint, subject, validTo]) => {
            try {
              const pin = parsePin({
                address,
                fingerprint,
                ...(subject === null ? {} : { subject }),
                ...(validTo === null ? {} : { validTo }),
              });
              return [[pin.address, pin]];
            } catch {
              log.warn(`A pinned certificate cannot be read and is not trusted: ${String(address)}.`);
              return [];
            }
          }),
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
