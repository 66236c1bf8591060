/** Time that counts against a limit. What this machine slept through, and what it could not see, is no fault of a device. */

export interface CountedTime {
  /** Milliseconds; only differences between two readings mean something. */
  ms(): number;
}
