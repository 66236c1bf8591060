/**
 * How long this machine was awake. A laptop that slept for eight hours, or a clock that was set, must not use up a limit
 * in which nobody asked a device anything; an answer that took minutes must.
 */
import type { Clock } from '../../ports/clock.ts';

export interface AwakeTime {
  /** Milliseconds; only differences between two readings mean something. */
  ms(): number;
  /** Counts while `work` goes on; outside of it time stands still. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

const TICK_MS = 30_000;
/** A busy machine is late; one that is later than this was asleep. */
const LATE_MS = 30_000;

export function createAwakeTime(clock: Clock): AwakeTime {
  let total = 0;
  let at = clock.now();
  let holders = 0;
  let ticking: AbortController | null = null;

  function count(): number {
    const now = clock.now();
    total += Math.min(Math.max(0, now - at), TICK_MS + LATE_MS);
    at = now;
    return total;
  }

  async function tick(stop: AbortSignal): Promise<void> {
    for (;;) {
      await clock.sleep(TICK_MS, stop);
      count();
    }
  }

  function hold(): void {
    holders += 1;
    if (holders > 1) return;
    at = clock.now();
    ticking = new AbortController();
    tick(ticking.signal).catch(() => undefined);
  }

  function letGo(): void {
    holders -= 1;
    if (holders > 0) return;
    count();
    // With a reason of its own: one that is made for it takes long to find out where it was made.
    ticking?.abort('nobody waits any more');
  }

  return {
    ms: () => (holders === 0 ? total : count()),
    async during(work) {
      hold();
      try {
        return await work();
      } finally {
        letGo();
      }
    },
  };
}
