/**
 * The one account of a fleet, as the service that checks it for all devices and Panorama sees it: refused logins are
 * counted together, and too many in a row lock it. Keys go on working. docs/PANOS.md "Authentication".
 */
import type { Credentials } from './credentials.ts';

/** What tests may know of it. */
export interface AccountSeen {
  /** How many requests for a key reached a device or Panorama, whatever became of them. */
  readonly logins: number;
  /** How many of them were refused, those of a locked account among them. */
  readonly refusals: number;
  readonly timesLocked: number;
  readonly isLocked: boolean;
}

export class Account implements AccountSeen {
  readonly #credentials: Credentials;
  readonly #now: () => number;
  #refusalsInARow = 0;
  #lockedUntil = Number.NEGATIVE_INFINITY;
  logins = 0;
  refusals = 0;
  timesLocked = 0;

  /** @param now the instant the fleet has reached. */
  constructor(credentials: Credentials, now: () => number) {
    this.#credentials = credentials;
    this.#now = now;
  }

  get isLocked(): boolean {
    return this.#now() < this.#lockedUntil;
  }

  succeeded(): void {
    this.#refusalsInARow = 0;
  }

  /** Refusals while it is locked neither count towards the next lock nor make this one longer. */
  refused(): void {
    this.refusals += 1;
    const { lockOut } = this.#credentials;
    if (lockOut === undefined || this.isLocked) return;
    this.#refusalsInARow += 1;
    if (this.#refusalsInARow < lockOut.afterRefusals) return;
    this.#refusalsInARow = 0;
    this.timesLocked += 1;
    this.#lockedUntil = this.#now() + (lockOut.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
  }
}
