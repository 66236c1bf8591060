/**
 * A clock that does not wait: it jumps from one due timer to the next, so that a night of upgrades takes
 * milliseconds and every run of a test is the same. Whoever holds it drives it with `run` or `advanceBy`.
 */
import type { Clock } from '../../ports/clock.ts';
import { TimeHeap } from './timeHeap.ts';

/** Where virtual time starts unless told otherwise: Thursday 29 January 2026, 16:00 UTC. */
export const VIRTUAL_EPOCH = Date.UTC(2026, 0, 29, 16);

/** How often code that waits for real input or output gets a turn before nothing-to-do counts as a deadlock. */
const TURNS_BEFORE_DEADLOCK = 200;

interface Timer {
  cancelled: boolean;
  wake(): void;
}

export class VirtualClock implements Clock {
  #now: number;
  readonly #timers = new TimeHeap<Timer>();
  readonly #settle: () => Promise<void>;

  /** @param settle resolves when everything that an instant started has gone on; a real disk takes more than a turn. */
  constructor(epoch: number = VIRTUAL_EPOCH, settle: () => Promise<void> = oneTurn) {
    this.#now = epoch;
    this.#settle = settle;
  }

  now(): number {
    return Math.floor(this.#now);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const onAbort = (): void => {
        timer.cancelled = true;
        reject(signal?.reason as Error);
      };
      const timer: Timer = {
        cancelled: false,
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#timers.push(this.#now + Math.max(0, ms), timer);
    });
  }

  /**
   * Lets virtual time pass until `until` holds.
   * @param until asked after everything that one instant started has settled.
   * @param limitMs how much virtual time may pass at most.
   * @throws Error when the limit is reached, or when nobody waits for time any more (deadlock).
   */
  async run(until: () => boolean, limitMs: number = Number.POSITIVE_INFINITY): Promise<void> {
    const start = this.#now;
    let idleTurns = 0;
    await this.#settle();
    while (!until()) {
      const next = this.#nextInstant();
      if (next === undefined) {
        if (++idleTurns > TURNS_BEFORE_DEADLOCK) {
          throw new Error(
            `Virtual clock: deadlock at +${this.#now - start} ms: nothing waits for time, yet the condition does not hold.`,
          );
        }
      } else if (next - start > limitMs) {
        throw new Error(`Virtual clock: the condition does not hold after ${limitMs} ms of virtual time.`);
      } else {
        idleTurns = 0;
        this.#fire(next);
      }
      await this.#settle();
    }
  }

  /** Lets virtual time pass until `work` has ended, and gives its result or throws its error. */
  async drive<T>(work: Promise<T>, limitMs?: number): Promise<T> {
    let ended = false;
    const end = (): void => {
      ended = true;
    };
    work.then(end, end);
    await this.run(() => ended, limitMs);
    return work;
  }

  /** Lets exactly `ms` of virtual time pass, waking everybody who is due on the way. */
  async advanceBy(ms: number): Promise<void> {
    const end = this.#now + ms;
    await this.#settle();
    for (let next = this.#nextInstant(); next !== undefined && next <= end; next = this.#nextInstant()) {
      this.#fire(next);
      await this.#settle();
    }
    this.#now = end;
  }

  /** Lets virtual time pass until nobody waits for it any more. Never ends for code that polls for ever. */
  async runUntilIdle(): Promise<void> {
    await this.#settle();
    for (let next = this.#nextInstant(); next !== undefined; next = this.#nextInstant()) {
      this.#fire(next);
      await this.#settle();
    }
  }

  #nextInstant(): number | undefined {
    while (this.#timers.first()?.cancelled === true) this.#timers.pop();
    return this.#timers.firstAt();
  }

  #fire(instant: number): void {
    this.#now = instant;
    while (this.#timers.firstAt() === instant) {
      const timer = this.#timers.pop();
      if (timer?.cancelled === false) timer.wake();
    }
  }
}

/** One turn of the real event loop: every promise chain that can go on has gone on. */
function oneTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
