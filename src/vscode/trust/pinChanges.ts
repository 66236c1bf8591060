/** What imported pins would change: an import adds what is new by itself, and replaces nothing that is not asked for. */
import type { Pin } from '../../workflow/setByHand.ts';

export interface PinChange {
  readonly before: Pin;
  readonly after: Pin;
}

export interface PinChanges {
  readonly added: readonly Pin[];
  readonly same: readonly Pin[];
  readonly changed: readonly PinChange[];
}

/** @param imported one for each address */
export function pinChanges(known: readonly Pin[], imported: readonly Pin[]): PinChanges {
  const byAddress = new Map(known.map((pin) => [pin.address, pin]));
  const added: Pin[] = [];
  const same: Pin[] = [];
  const changed: PinChange[] = [];
  for (const after of imported) {
    const before = byAddress.get(after.address);
    if (before === undefined) added.push(after);
    else if (before.fingerprint === after.fingerprint) same.push(after);
    else changed.push({ before, after });
  }
  return { added, same, changed };
}
