/** What a readiness check found. */
export interface CheckResult {
  /** Such as `disk_space`; the same for every device. */
  readonly check: string;
  /**
   * `unknown`: the device did not tell, or told something this tool does not understand. It does not block: it is
   * shown as a warning.
   */
  readonly verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  /** For people: what was found and, when it is not a pass, what to do. */
  readonly reason: string;
}
