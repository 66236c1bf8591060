/**
 * Time as the engines see it. They are handed a Clock so that a test can run a night of upgrades in
 * milliseconds and so that a crash can be placed at any await.
 */
export interface Clock {
  /** Whole milliseconds since the epoch. May jump (NTP, a laptop that slept): never the only proof of anything. */
  now(): number;

  /**
   * Resolves after `ms` milliseconds of this clock.
   * @throws the signal's reason, at once, when `signal` is or becomes aborted.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
