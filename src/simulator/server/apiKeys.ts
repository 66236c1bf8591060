/** The API keys that one device or Panorama has given out, and how they end. docs/PANOS.md "Authentication". */
import type { Credentials } from './credentials.ts';

/** `unknown` is also what a key becomes that was lost with all others. */
export type KeyState = 'good' | 'ended' | 'unknown';

export class ApiKeys {
  readonly #owner: string;
  readonly #credentials: Credentials;
  /** When each key ends. */
  readonly #ends = new Map<string, number>();
  /** Counts how often all keys became invalid. */
  #generation = 0;
  #made = 0;

  /** @param owner a serial, or what else tells whose keys these are. */
  constructor(owner: string, credentials: Credentials) {
    this.#owner = owner;
    this.#credentials = credentials;
    this.#renew();
  }

  /** What a login gives: without a lifetime always the same key, otherwise one that was never given before. */
  make(now: number): string {
    const { keyLifetimeMinutes } = this.#credentials;
    if (keyLifetimeMinutes === undefined) return this.#keyOf();
    const key = this.#keyOf(`:${(this.#made += 1)}`);
    this.#ends.set(key, now + keyLifetimeMinutes * 60_000);
    return key;
  }

  stateOf(key: string | undefined, now: number): KeyState {
    const end = key === undefined ? undefined : this.#ends.get(key);
    if (end === undefined) return 'unknown';
    return now < end ? 'good' : 'ended';
  }

  /** "Expire all API keys": those made up to now have ended. */
  expireAll(now: number): void {
    for (const [key, end] of this.#ends) this.#ends.set(key, Math.min(end, now));
    this.#renew();
  }

  /** No key from before is known any more. */
  loseAll(): void {
    this.#ends.clear();
    this.#renew();
  }

  /** A key without a lifetime is good before anybody asked for it: it outlives the process that simulates the device. */
  #renew(): void {
    this.#generation += 1;
    if (this.#credentials.keyLifetimeMinutes === undefined)
      this.#ends.set(this.#keyOf(), Number.POSITIVE_INFINITY);
  }

  /** Different on every device, and with the characters real ones have. */
  #keyOf(suffix = ''): string {
    const { username, password } = this.#credentials;
    const text = `simulated:${this.#owner}.${this.#generation}:${username}:${password}${suffix}`;
    return Buffer.from(text).toString('base64');
  }
}
