/** What a readiness check found, and what a finding means for an upgrade. */

export type CheckId =
  | 'disk_space'
  | 'pending_changes'
  | 'config_locks'
  | 'commit_locks'
  | 'device_jobs'
  | 'ha'
  | 'panorama_connection'
  | 'content_version'
  | 'licences'
  | 'support'
  | 'ntp_sync'
  | 'clock_difference'
  | 'update_schedule'
  | 'environment'
  | 'management_cpu'
  | 'dataplane_cpu'
  | 'memory'
  | 'certificates'
  | 'jumbo_frame'
  | 'sessions'
  | 'arp_entries'
  | 'tunnels';

/** `block`: a failure forbids the upgrade. `warn`: it is shown only. `off`: the device is not even asked. */
export type CheckPolicy = 'block' | 'warn' | 'off';

export interface Finding {
  /**
   * `unknown`: the device did not tell, or told something this tool does not understand. It does not block: it is
   * shown as a warning.
   */
  readonly verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  /** For people: what was found and, when it is not a pass, what to do. */
  readonly reason: string;
}

export interface CheckResult extends Finding {
  /** The same for every device. */
  readonly check: CheckId;
}
