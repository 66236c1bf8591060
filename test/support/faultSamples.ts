/** One sample of every fault the simulator knows, for tests that go through all of them. A new kind does not compile until it is here. */
import type { FaultInput } from '../../src/simulator/faults/faults.ts';

type CallFaultInput = Extract<FaultInput, { kind: 'call' }>;
type WhatInput = CallFaultInput['what'];

/** What can happen to a single call. */
const EVERY_WHAT: { [How in WhatInput['how']]: Extract<WhatInput, { how: How }> } = {
  drop_before: { how: 'drop_before' },
  drop_after: { how: 'drop_after' },
  delay: { how: 'delay', seconds: 5 },
  http_status: { how: 'http_status', status: 503 },
  truncated: { how: 'truncated' },
  html: { how: 'html' },
  empty: { how: 'empty' },
  doctype: { how: 'doctype' },
  redirect: { how: 'redirect', location: 'https://127.0.0.1:9/api/' },
  slow_loris: { how: 'slow_loris' },
  unauthorised: { how: 'unauthorised' },
  role_denied: { how: 'role_denied' },
  key_expired: { how: 'key_expired' },
  session_timed_out: { how: 'session_timed_out' },
  late: { how: 'late', seconds: 180 },
  error: { how: 'error', text: 'Server error : internal' },
  content_type: { how: 'content_type' },
};

export interface CallFaultSample {
  readonly name: string;
  readonly what: WhatInput;
  /** Whether the device did what it was asked all the same. */
  readonly carriedOut: boolean;
}

const CARRIED_OUT: ReadonlySet<WhatInput['how']> = new Set([
  ...(['drop_after', 'delay', 'late', 'truncated', 'doctype', 'slow_loris', 'content_type'] as const),
]);

/** Where both happen on real devices, both are here. */
export const callFaultSamples: readonly CallFaultSample[] = [
  ...Object.values(EVERY_WHAT).map((what) => ({
    name: what.how,
    what,
    carriedOut: CARRIED_OUT.has(what.how),
  })),
  ...([EVERY_WHAT.http_status, EVERY_WHAT.html, EVERY_WHAT.empty] as const).map((what) => ({
    name: `${what.how}, carried out`,
    what: { ...what, carriedOut: true },
    carriedOut: true,
  })),
  {
    name: 'session_timed_out, unauth',
    what: { how: 'session_timed_out', form: 'unauth' },
    carriedOut: false,
  },
  { name: 'http_status 302', what: { how: 'http_status', status: 302 }, carriedOut: false },
  { name: 'http_status 404', what: { how: 'http_status', status: 404 }, carriedOut: false },
];

/** What is true of a device for longer than one call. */
export const deviceFaultSamples: {
  readonly [Kind in Exclude<FaultInput['kind'], 'call'>]: Extract<FaultInput, { kind: Kind }>;
} = {
  certificate_changed: { kind: 'certificate_changed' },
  plain_http: { kind: 'plain_http' },
  keys_expire: { kind: 'keys_expire' },
  exchanged: { kind: 'exchanged', serial: '001701009901' },
  wrong_version_after_boot: { kind: 'wrong_version_after_boot', version: '10.1.14' },
  never_back: { kind: 'never_back' },
  back_late: { kind: 'back_late', minutes: 40 },
  install_fails: {
    kind: 'install_fails',
    text: 'Failed to install. Please reboot the system and try again.',
  },
  download_fails: { kind: 'download_fails' },
  job_stalls: { kind: 'job_stalls', type: 'SWInstall' },
  disk_full: { kind: 'disk_full' },
  software_manager_busy: { kind: 'software_manager_busy', minutes: 10 },
  drop_after_acceptance: { kind: 'drop_after_acceptance' },
  drop_before: { kind: 'drop_before' },
  foreign_job: { kind: 'foreign_job', type: 'Commit', user: 'alice' },
  slow_to_go_down: { kind: 'slow_to_go_down', seconds: 110 },
  restart_ignored: { kind: 'restart_ignored' },
  suspend_ignored: { kind: 'suspend_ignored' },
  functional_ignored: { kind: 'functional_ignored' },
  no_takeover: { kind: 'no_takeover' },
  config_sync_fails: { kind: 'config_sync_fails' },
  link_fails_at_boot: { kind: 'link_fails_at_boot' },
  links_fail: { kind: 'links_fail' },
  ha_switched_off: { kind: 'ha_switched_off' },
  power_lost: { kind: 'power_lost', comesBack: true },
};
