/**
 * Time that counts against a limit. What this machine slept through, what it could not see, and what it did not ask about
 * of its own accord is no fault of a device.
 */

export interface CountedTime {
  /** Milliseconds; only differences between two readings mean something. */
  ms(): number;
  /** Time does not count while `work` goes on. */
  uncounted<T>(work: () => Promise<T>): Promise<T>;
}
