/** What a readiness check found, and what a finding means for an upgrade. */

/** Every check by its name in settings and reports, with its title for lists, in the order of ALL_CHECKS. */
export const checkTitles = {
  disk_space: 'Disk space',
  pending_changes: 'Pending changes',
  config_locks: 'Config locks',
  commit_locks: 'Commit locks',
  device_jobs: 'Running jobs',
  ha: 'High availability',
  panorama_connection: 'Panorama connection',
  content_version: 'Content version',
  licences: 'Licences',
  support: 'Support contract',
  device_certificate: 'Device certificate',
  ntp_sync: 'NTP synchronization',
  clock_difference: 'Clocks of the planes',
  update_schedule: 'Update schedule',
  environment: 'Environment',
  management_cpu: 'Management plane CPU',
  dataplane_cpu: 'Dataplane CPU',
  memory: 'Management plane memory',
  certificates: 'Certificates',
  jumbo_frame: 'Jumbo frame and MTU',
  user_id: 'User-ID agents',
  sessions: 'Required sessions',
  arp_entries: 'Required ARP entries',
  tunnels: 'Required tunnels',
} as const;

/** The setting that says how strict a check is, where it has one of its own. */
const checkSettings: Readonly<Partial<Record<keyof typeof checkTitles, string>>> = {
  disk_space: 'panosUpgrade.validation.minDiskGb',
  content_version: 'panosUpgrade.readiness.minimumContent',
  update_schedule: 'panosUpgrade.readiness.updateWindowHours',
  sessions: 'panosUpgrade.readiness.mustExist',
  arp_entries: 'panosUpgrade.readiness.mustExist',
  tunnels: 'panosUpgrade.readiness.mustExist',
};

export type CheckId = keyof typeof checkTitles;

// Object.keys widens the keys; they are exactly those.
export const checkIds = Object.keys(checkTitles) as readonly CheckId[];

/** `block`: a failure forbids the upgrade. `warn`: it is shown only. `off`: the device is not even asked. */
export const checkPolicies = ['block', 'warn', 'off'] as const;
export type CheckPolicy = (typeof checkPolicies)[number];

/**
 * `unknown`: the device did not tell, or told something this tool does not understand. It does not block: it is shown as
 * a warning.
 */
export const findingVerdicts = ['pass', 'warn', 'fail', 'unknown'] as const;

export interface Finding {
  readonly verdict: (typeof findingVerdicts)[number];
  /** For people: what was found and, when it is not a pass, what to do. */
  readonly reason: string;
}

export interface CheckResult extends Finding {
  /** The same for every device. */
  readonly check: CheckId;
}

/** The setting that the first of these checks has for itself; null where none has one. */
export function settingOf(results: readonly Pick<CheckResult, 'check'>[]): string | null {
  return results.map(({ check }) => checkSettings[check]).find((key) => key !== undefined) ?? null;
}

/** What the user said of single checks. */
export type CheckPolicies = Readonly<Partial<Record<CheckId, CheckPolicy>>>;
