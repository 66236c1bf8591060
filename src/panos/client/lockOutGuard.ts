/**
 * Keeps the account from being locked: one wrong password, tried on hundreds of firewalls that share an authentication
 * server, is hundreds of failed logins in a minute. Until one firewall has accepted it, there are never more logins
 * under way than may still be refused. docs/PANOS.md "Authentication".
 */
const MAX_REFUSALS_IN_A_ROW = 3;

export class LockOutGuard {
  #refusals = 0;
  #underWay = 0;
  #isTrusted = false;
  #waiting: (() => void)[] = [];

  /**
   * Why no further login may be tried, to go on from "Not asked:", without a full stop; null while it may. Once closed
   * it stays closed.
   */
  whyClosed(): string | null {
    return this.#refusals < MAX_REFUSALS_IN_A_ROW
      ? null
      : `${MAX_REFUSALS_IN_A_ROW} firewalls in a row refused the credentials, and more attempts could lock the account. Correct the firewall credentials, then try again`;
  }

  /**
   * Waits until a login may be tried; `end` must be called after it.
   * @returns why none may be; null when it may.
   */
  async begin(): Promise<string | null> {
    for (;;) {
      const why = this.whyClosed();
      if (why !== null) return why;
      if (this.#isTrusted || this.#underWay < MAX_REFUSALS_IN_A_ROW - this.#refusals) {
        this.#underWay += 1;
        return null;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  end(): void {
    this.#underWay -= 1;
    this.#wake();
  }

  refused(): void {
    this.#refusals += 1;
  }

  accepted(): void {
    if (this.whyClosed() !== null) return;
    this.#refusals = 0;
    this.#isTrusted = true;
  }

  /** The credentials may have been corrected. */
  open(): void {
    this.#refusals = 0;
    this.#isTrusted = false;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
