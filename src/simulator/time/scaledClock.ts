/**
 * Real time, speeded up: at speed 60 a minute of the fleet takes a second. Several processes agree about the
 * simulated time when they are given the same ScaledTime.
 */
import type { Clock } from '../../ports/clock.ts';
import { systemClock } from '../../ports/systemClock.ts';

export interface ScaledTime {
  /** Simulated milliseconds per real millisecond. */
  readonly speed: number;
  /** A real instant, in milliseconds since 1970, and the simulated instant that belongs to it. */
  readonly realEpoch: number;
  readonly simEpoch: number;
}

/** A clock on which `sleep(ms)` takes `ms / speed` real milliseconds of `base`. */
export function scaledClock(time: ScaledTime, base: Clock = systemClock): Clock {
  return {
    now: () => Math.floor(time.simEpoch + (base.now() - time.realEpoch) * time.speed),
    sleep: (ms, signal) => base.sleep(ms / time.speed, signal),
  };
}
