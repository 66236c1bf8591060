/**
 * What will happen in the fleet and when. There are no timers: whoever looks at a device first lets the agenda
 * catch up with the clock. So the model works on any clock, and HA members see each other's changes in order.
 */
import { TimeHeap } from './timeHeap.ts';

export class Agenda {
  #now: number;
  #isAdvancing = false;
  readonly #events = new TimeHeap<() => void>();

  constructor(now: number) {
    this.#now = now;
  }

  /** The instant the fleet has reached, in milliseconds; inside an event, exactly when it happens. */
  get now(): number {
    return this.#now;
  }

  /** Plans `run` for `ms` milliseconds from now. */
  in(ms: number, run: () => void): void {
    this.#events.push(this.#now + Math.max(0, ms), run);
  }

  /** Lets everything happen that is due by `now`, in order. A `now` that is earlier changes nothing, nor does a call inside an event. */
  advanceTo(now: number): void {
    if (this.#isAdvancing) return;
    this.#isAdvancing = true;
    try {
      for (let at = this.#events.firstAt(); at !== undefined && at <= now; at = this.#events.firstAt()) {
        this.#now = Math.max(this.#now, at);
        this.#events.pop()?.();
      }
      this.#now = Math.max(this.#now, now);
    } finally {
      this.#isAdvancing = false;
    }
  }
}
