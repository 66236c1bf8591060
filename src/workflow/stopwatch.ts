/**
 * Time spent waiting, as the device would count it. A laptop that slept for eight hours, or a clock that was set,
 * must not use up a limit in which nobody asked the device anything.
 */
import type { Clock } from '../ports/clock.ts';
import { POLL_TIMEOUT_MS } from './timeLimits.ts';

export interface Stopwatch {
  /** Milliseconds waited so far; each turn counts at most what it asked for and the poll before it. */
  elapsedMs(): number;
  /** @throws the signal's reason when it is aborted. */
  sleep(ms: number): Promise<void>;
}

export function startStopwatch(clock: Clock, signal: AbortSignal): Stopwatch {
  let elapsed = 0;
  let mark = clock.now();
  return {
    elapsedMs: () => elapsed,
    async sleep(ms) {
      await clock.sleep(ms, signal);
      const passed = clock.now() - mark;
      elapsed += Math.max(ms, Math.min(passed, ms + POLL_TIMEOUT_MS));
      mark = clock.now();
    },
  };
}
