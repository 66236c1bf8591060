/**
 * Keeps accounts from being locked. What is counted are logins that were not accepted: refused ones, and those without
 * an answer, which may have been refused (or wait for somebody's telephone). All devices that are logged in to with one
 * account share its count, and so do all processes: it is written down before a login leaves. docs/PANOS.md
 * "Authentication".
 */
import * as z from 'zod';
import type { Clock } from '../../ports/clock.ts';

/** Where the counts outlive the process. */
export interface LoginMemory {
  /** What was saved last, or anything else: it is checked. Null when there is nothing. */
  load(): Promise<unknown>;
  /** Durable when it resolves. */
  save(value: unknown): Promise<void>;
}

/** Accounts are known to be locked after three refusals. */
const MOST_UNACCEPTED = 2;
/** As long as authentication services usually remember a refusal; doubled with each further one. */
const HOLD_MS = 30 * 60_000;
const LONGEST_HOLD_MS = 2 * 3_600_000;
/** How long an accepted login is reason to have one more under way at once. */
const TRUST_MS = 60_000;
const MOST_WHILE_TRUSTED = 8;

const countSchema = z.object({
  /** Logins since the newest accepted one. */
  unaccepted: z.int().min(0),
  /** When the newest of them began. */
  at: z.number(),
});
type Count = z.infer<typeof countSchema>;
const memorySchema = z.record(z.string(), countSchema);

interface LoginWith {
  readonly username: string;
  readonly password: string;
}

interface Account {
  count: Count;
  underWay: number;
  /** Since when there was always one under way. */
  busySince: number;
  /** What was accepted a moment ago, and how often in a row; null when nothing was. */
  trusted: { readonly password: string; readonly until: number; readonly times: number } | null;
  waiting: (() => void)[];
}

export interface HeldLogins {
  readonly account: string;
  readonly unaccepted: number;
  /** By the clock: when a login is tried next. */
  readonly until: number;
}

/** How a login ended: `undecided` ones said nothing about the credentials, such as one that found nobody. */
export type LoginEnding = 'accepted' | 'unaccepted' | 'undecided';

export class LockOutGuard {
  readonly #clock: Clock;
  readonly #memory: LoginMemory | null;
  readonly #accounts = new Map<string, Account>();
  readonly #onChange: () => void;
  #loaded: Promise<void> | null = null;
  #saving: Promise<void> = Promise.resolve();
  #saved = '{}';

  /** @param memory null: the counts live as long as this process. @param onChange when what `held` gives may have changed. */
  constructor(clock: Clock, memory: LoginMemory | null = null, onChange: () => void = () => undefined) {
    this.#clock = clock;
    this.#memory = memory;
    this.#onChange = onChange;
  }

  /** The accounts that are not logged in with now, and until when. */
  held(): readonly HeldLogins[] {
    return [...this.#accounts].flatMap(([name, account]) => this.#whyHeld(name, account) ?? []);
  }

  /**
   * Carries one login when it may be tried, and counts how it ended.
   * @param endingOf what the login's result or error says of the credentials.
   * @returns what `logIn` gives; or why it was not called.
   */
  async run<T>(
    { username: name, password }: LoginWith,
    logIn: () => Promise<T>,
    endingOf: (error: unknown) => LoginEnding,
  ): Promise<{ readonly result: T } | { readonly held: HeldLogins }> {
    this.#loaded ??= this.#load();
    await this.#loaded;
    const account = this.#account(name);
    for (;;) {
      const held = this.#whyHeld(name, account);
      if (held !== null) return { held };
      if (account.underWay < this.#mostUnderWay(account, password)) break;
      await new Promise<void>((resolve) => account.waiting.push(resolve));
    }
    const begun = this.#clock.now();
    if (account.underWay === 0) account.busySince = begun;
    account.underWay += 1;
    await this.#remember();
    let ending: LoginEnding = 'accepted';
    try {
      return { result: await logIn() };
    } catch (error) {
      ending = endingOf(error);
      throw error;
    } finally {
      this.#end(account, password, ending, begun);
    }
  }

  /** The credentials may have been corrected: counts begin anew. */
  open(): void {
    for (const account of this.#accounts.values()) {
      account.count = { unaccepted: 0, at: 0 };
      account.trusted = null;
      wake(account);
    }
    void this.#remember();
    this.#onChange();
  }

  #end(account: Account, password: string, ending: LoginEnding, begun: number): void {
    account.underWay -= 1;
    if (ending === 'accepted') {
      account.count = { unaccepted: 0, at: 0 };
      const { trusted } = account;
      const times = trusted?.password === password && this.#isTrusted(account) ? trusted.times : 0;
      account.trusted = { password, until: this.#clock.now() + TRUST_MS, times: times + 1 };
    }
    if (ending === 'unaccepted') {
      account.count = { unaccepted: account.count.unaccepted + 1, at: begun };
      account.trusted = null;
    }
    void this.#remember();
    wake(account);
    this.#onChange();
  }

  #whyHeld(name: string, account: Account): HeldLogins | null {
    const now = this.#clock.now();
    // A clock that was set back makes nobody wait for longer.
    if (account.count.at > now) account.count = { ...account.count, at: now };
    const { unaccepted, at } = account.count;
    if (unaccepted < MOST_UNACCEPTED) return null;
    const holdMs = Math.min(HOLD_MS * 2 ** (unaccepted - MOST_UNACCEPTED), LONGEST_HOLD_MS);
    const until = at + holdMs;
    return now >= until ? null : { account: name, unaccepted, until };
  }

  #mostUnderWay(account: Account, password: string): number {
    const { count, trusted } = account;
    // One that was accepted says little where somebody confirms each of them on a telephone: the next may be refused.
    if (trusted?.password === password && this.#isTrusted(account))
      return Math.min(MOST_WHILE_TRUSTED, 1 + trusted.times);
    return Math.max(1, MOST_UNACCEPTED - count.unaccepted);
  }

  #isTrusted({ trusted }: Account): boolean {
    return trusted !== null && this.#clock.now() < trusted.until;
  }

  #account(name: string): Account {
    let account = this.#accounts.get(name);
    if (account === undefined) {
      account = { count: { unaccepted: 0, at: 0 }, underWay: 0, busySince: 0, trusted: null, waiting: [] };
      this.#accounts.set(name, account);
    }
    return account;
  }

  async #load(): Promise<void> {
    const found = memorySchema.safeParse(await this.#memory?.load());
    if (!found.success) return;
    for (const [name, count] of Object.entries(found.data)) this.#account(name).count = count;
    this.#saved = JSON.stringify(found.data);
    this.#onChange();
  }

  /** A process that dies now leaves its logins without an answer; of many that all went well before, one is enough. */
  #remember(): Promise<void> {
    const counts: Record<string, Count> = {};
    for (const [name, account] of this.#accounts) {
      const { count, underWay, busySince } = account;
      const open = this.#isTrusted(account) ? Math.min(1, underWay) : underWay;
      if (count.unaccepted + open === 0) continue;
      counts[name] = { unaccepted: count.unaccepted + open, at: open > 0 ? busySince : count.at };
    }
    const text = JSON.stringify(counts);
    if (this.#memory === null || text === this.#saved) return this.#saving;
    this.#saved = text;
    const memory = this.#memory;
    this.#saving = this.#saving.then(() => memory.save(counts)).catch(() => undefined);
    return this.#saving;
  }
}

function wake(account: Account): void {
  const { waiting } = account;
  account.waiting = [];
  for (const resolve of waiting) resolve();
}
