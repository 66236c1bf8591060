/**
 * How often Panorama may be called: a token bucket, because everybody who manages firewalls shares its management
 * plane. A minute's worth may go at once, the rest comes back evenly.
 */
import type { Clock } from '../ports/clock.ts';

export interface RateLimit {
  /**
   * Resolves when the next call may be made; callers go in the order they asked.
   * @throws the signal's reason, at once, when `signal` is or becomes aborted. Its turn is then lost.
   */
  take(signal?: AbortSignal): Promise<void>;
}

const MINUTE = 60_000;

/** @param perMinute calls a minute, 1 or more. */
export function createRateLimit(perMinute: number, clock: Clock): RateLimit {
  const interval = MINUTE / perMinute;
  const burst = MINUTE - interval;
  let last = clock.now();
  // Instead of counting tokens: the moment at which the bucket would be full again.
  let fullAt = last;
  return {
    async take(signal) {
      const now = clock.now();
      // A clock that was set back must not make the wait as long as the jump.
      if (now < last) fullAt -= last - now;
      last = now;
      fullAt = Math.max(fullAt, now) + interval;
      const wait = fullAt - interval - burst - now;
      if (wait > 0) await clock.sleep(wait, signal);
      else signal?.throwIfAborted();
    },
  };
}
