/**
 * Keeps the account from being locked: one wrong password, tried on hundreds of firewalls that share an authentication
 * server, is hundreds of failed logins in a minute. docs/PANOS.md "Authentication".
 */
const MAX_REFUSALS_IN_A_ROW = 3;

export class LockOutGuard {
  #refusals = 0;

  /** Why no further login may be tried; null while it may. Once closed it stays closed. */
  whyClosed(): string | null {
    return this.#refusals < MAX_REFUSALS_IN_A_ROW
      ? null
      : `Not asked: ${MAX_REFUSALS_IN_A_ROW} firewalls in a row refused the credentials, and more attempts could lock the account. Correct the firewall credentials, then try again.`;
  }

  refused(): void {
    this.#refusals += 1;
  }

  accepted(): void {
    if (this.whyClosed() === null) this.#refusals = 0;
  }

  /** The credentials may have been corrected. */
  open(): void {
    this.#refusals = 0;
  }
}
