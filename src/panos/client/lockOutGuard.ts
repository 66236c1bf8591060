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

/**
 * Accounts are known to be locked after three refusals; so no more are under way than may be refused, however many were
 * accepted before: the password may be changed at any moment.
 */
const MOST_UNACCEPTED = 2;
/** As long as authentication services usually remember a refusal; doubled with each further one. */
const HOLD_MS = 30 * 60_000;
const LONGEST_HOLD_MS = 2 * 3_600_000;

const countSchema = z.object({
  /** Logins since the newest accepted one. */
  unaccepted: z.int().min(0),
  /** When the newest of them began. */
  at: z.number(),
});
type Count = z.infer<typeof countSchema>;
const memorySchema = z.record(z.string(), countSchema);

interface Account {
  count: Count;
  underWay: number;
  /** Since when there was always one under way. */
  busySince: number;
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
  #settling: (() => void)[] = [];
  /** Null where it is not known what is kept. */
  #saved: string | null = '{}';

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
    name: string,
    logIn: () => Promise<T>,
    endingOf: (error: unknown) => LoginEnding,
  ): Promise<{ readonly result: T } | { readonly held: HeldLogins }> {
    this.#loaded ??= this.#load();
    await this.#loaded;
    const account = this.#account(name);
    for (;;) {
      const held = this.#whyHeld(name, account);
      if (held !== null) return { held };
      if (account.underWay < Math.max(1, MOST_UNACCEPTED - account.count.unaccepted)) break;
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
      this.#end(account, ending, begun);
    }
  }

  /** The credentials may have been corrected: counts begin anew. */
  open(): void {
    // What earlier processes counted is over, too, also where nothing of it was read yet.
    this.#loaded = Promise.resolve();
    this.#saved = null;
    for (const account of this.#accounts.values()) {
      account.count = { unaccepted: 0, at: 0 };
      wake(account);
    }
    void this.#remember();
    this.#onChange();
  }

  /** Resolves when no login is under way any more and the counts are kept: a window that closes leaves none in doubt. */
  async settled(): Promise<void> {
    while ([...this.#accounts.values()].some(({ underWay }) => underWay > 0)) {
      await new Promise<void>((resolve) => this.#settling.push(resolve));
    }
    await this.#saving;
  }

  #end(account: Account, ending: LoginEnding, begun: number): void {
    account.underWay -= 1;
    if (ending === 'accepted') account.count = { unaccepted: 0, at: 0 };
    if (ending === 'unaccepted') account.count = { unaccepted: account.count.unaccepted + 1, at: begun };
    void this.#remember();
    wake(account);
    for (const resolve of this.#settling.splice(0)) resolve();
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

  #account(name: string): Account {
    let account = this.#accounts.get(name);
    if (account === undefined) {
      account = { count: { unaccepted: 0, at: 0 }, underWay: 0, busySince: 0, waiting: [] };
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

  /** A process that dies now leaves its logins without an answer. */
  #remember(): Promise<void> {
    const counts: Record<string, Count> = {};
    for (const [name, account] of this.#accounts) {
      const { count, underWay, busySince } = account;
      if (count.unaccepted + underWay === 0) continue;
      counts[name] = { unaccepted: count.unaccepted + underWay, at: underWay > 0 ? busySince : count.at };
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
