/** Which addresses answered when they were last asked. Kept for all calls, so that a silence of everybody can be told from that of one. */
import { formatAddress, type ManagementAddress } from '../address.ts';
import { isDeviceError } from '../errors.ts';
import { Emitter } from '../../ports/events.ts';
import type { Transport } from './transport.ts';

export interface Contact {
  /** When it was last asked, or last answered. */
  readonly at: number;
  /** Since when nothing answers there any more; null while something does. */
  readonly silentSince: number | null;
}

export class ContactBook {
  readonly #now: () => number;
  readonly #contacts = new Map<string, Contact>();
  readonly #changed = new Emitter<string>();

  /** Fires with an address, as formatAddress writes it, that fell silent or answers again. */
  readonly onDidChange = this.#changed.event;

  /** @param now by which times are told. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Undefined for an address that nobody has asked yet. */
  of(address: string): Contact | undefined {
    return this.#contacts.get(address);
  }

  answered(address: string): void {
    const wasSilent = this.#contacts.get(address)?.silentSince ?? null;
    this.#contacts.set(address, { at: this.#now(), silentSince: null });
    if (wasSilent !== null) this.#changed.fire(address);
  }

  /** By the book's own time: to be asked before a call, for `missed`. */
  now(): number {
    return this.#now();
  }

  /** @param begunAt when the call began that was not answered: since then nothing was seen, not since it was given up. */
  missed(address: string, begunAt: number): void {
    const known = this.#contacts.get(address);
    const wasSilent = known !== undefined && known.silentSince !== null;
    // Another call may have been answered meanwhile.
    const silentSince = wasSilent ? known.silentSince : Math.max(begunAt, known?.at ?? begunAt);
    this.#contacts.set(address, { at: this.#now(), silentSince });
    if (!wasSilent) this.#changed.fire(address);
  }
}

/** A transport whose calls are noted in the book. */
export function watchedTransport(transport: Transport, book: ContactBook): Transport {
  async function noted<T>(address: ManagementAddress, call: () => Promise<T>): Promise<T> {
    const name = formatAddress(address);
    const begunAt = book.now();
    try {
      const reply = await call();
      book.answered(name);
      return reply;
    } catch (error) {
      if (isDeviceError(error, 'unreachable', 'no_answer')) book.missed(name, begunAt);
      // Whoever shows a certificate answers.
      else if (isDeviceError(error, 'untrusted_certificate', 'pin_mismatch')) book.answered(name);
      throw error;
    }
  }
  return {
    call: (request) => noted(request.address, () => transport.call(request)),
    meet: (introduction) => noted(introduction.address, () => transport.meet(introduction)),
    close: () => transport.close(),
  };
}
