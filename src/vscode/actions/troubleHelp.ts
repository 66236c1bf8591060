/**
 * Which buttons help with which trouble, by its code. Exhaustive: a trouble that is declared anywhere and has no row here
 * does not compile. docs/ERRORS.md is this table in words, in its order; a device's error that is no part of a job is in
 * deviceErrorHelp.ts.
 */
import * as z from 'zod';
import { deviceErrorKinds } from '../../panos/errors.ts';
import type { EngineTrouble } from '../../engine/troubles.ts';
import type { Trouble } from '../../ports/trouble.ts';
import type { EditorTrouble } from '../editorTroubles.ts';
import { type Button, type ButtonId, buttons, openSettings } from './buttons.ts';
import { deviceActions, needsSomebody } from './deviceErrorHelp.ts';

export type AnyTrouble = EngineTrouble | EditorTrouble;
export type TroubleCode = AnyTrouble['code'];

interface Help {
  readonly actions: readonly ButtonId[];
  /** Of `openSettings`, where the trouble itself names none. */
  readonly setting?: string;
  /** To try a job again cannot help before somebody has done something: what helps comes before *Retry*. */
  readonly retryLast?: true;
}

const settingsSection = 'panosUpgrade';

export const troubleHelp: Readonly<Record<TroubleCode, Help | 'as_its_cause' | 'by_its_kind'>> = {
  // Before anything is asked of a device.
  untrusted_workspace: { actions: ['manageTrust'] },
  engine_not_running: { actions: ['retryEngine', 'showLog'] },
  engine_stopped: { actions: ['showLog'] },
  engine_waits: { actions: ['showLog'] },
  engine_goes_on: { actions: ['showJobs'] },
  storage_lost: { actions: ['showLog'] },
  storage_removed: { actions: ['showLog'] },
  other_window: { actions: ['showLog'] },
  no_panorama: {
    actions: ['openSettings', 'addFirewall', 'startSimulatedFleet'],
    setting: 'panosUpgrade.panorama.host',
  },
  nothing_to_connect_to: {
    actions: ['openSettings', 'addFirewall'],
    setting: 'panosUpgrade.panorama.host',
  },
  not_an_address: { actions: ['openSettings', 'addFirewall'], setting: 'panosUpgrade.panorama.host' },
  not_a_fingerprint: { actions: ['showLog'] },
  fleet_has_credentials: { actions: ['stopSimulatedFleet'] },
  no_devices: { actions: ['discoverDevices', 'addFirewall'] },
  device_not_found: { actions: ['discoverDevices', 'addFirewall'], retryLast: true },
  is_a_panorama: { actions: ['openSettings'], setting: 'panosUpgrade.panorama.host' },
  no_serial: { actions: ['showLog'] },
  no_such_job: { actions: ['showJobs'] },
  job_has_ended: { actions: ['showJobs'] },
  not_begun: { actions: ['showJobs'] },
  jobs_are_active: { actions: ['showJobs'] },
  fleet_did_not_start: { actions: ['showLog'] },
  fleet_did_not_answer: { actions: ['showLog'] },

  // Files and settings.
  folder_settings_too_long: { actions: ['openSettings'], setting: 'panosUpgrade' },
  not_trusted: { actions: ['testConnection'] },
  no_folder_settings: { actions: ['openSettings'], setting: 'panosUpgrade' },
  no_folder: { actions: ['openFolder'] },
  upgrade_paths_missing: { actions: ['openUpgradePaths'], retryLast: true },
  upgrade_paths_broken: { actions: ['openUpgradePaths', 'showProblems'], retryLast: true },
  file_unreadable: { actions: ['showLog'] },
  version_hashes_broken: { actions: ['openVersionHashes', 'showProblems'], retryLast: true },
  setting_out_of_range: { actions: ['openSettings'] },
  setting_entry_left_out: { actions: ['openSettings'] },
  setting_no_text: { actions: ['openSettings'] },
  ca_file: { actions: ['openSettings'], setting: 'panosUpgrade.tls.caFile' },
  no_pins: { actions: ['discoverDevices'] },
  pins_file_unreadable: { actions: ['showLog'] },
  csv_unreadable: { actions: ['showLog'] },
  csv_without_devices: { actions: ['showProblems'] },
  same_file_twice: { actions: ['showLog'] },
  pins_rows_bad: { actions: ['showProblems'] },

  // The store.
  database_damaged: { actions: ['showLog'] },
  database_of_the_save_before: { actions: ['discoverDevices', 'showLog'] },
  database_lost: { actions: ['discoverDevices', 'showLog'] },
  jobs_of_another_release: { actions: ['showLog'] },
  journal_line_damaged: { actions: ['showJobs', 'showLog'] },
  database_not_saved: { actions: ['showLog'] },
  storage_full: { actions: ['showLog'] },
  storage_refused: { actions: ['retryEngine', 'showLog'] },
  lock_folder_taken: { actions: ['retryEngine', 'showLog'] },
  backups_unreadable: { actions: ['showLog'] },

  // A job that is not taken.
  held_by_job: { actions: ['showJob', 'cancelJob'] },
  list_has_changed: { actions: ['showLog'] },
  not_queued: 'as_its_cause',
  not_retryable: { actions: ['showJob', 'showJobs'] },
  not_undecided: { actions: ['showJob', 'showJobs'] },
  taken_meanwhile: { actions: ['showJobs'] },
  queue_full: { actions: ['showJobs', 'openSettings'], setting: 'panosUpgrade.workers.queueSize' },
  ha_member: { actions: ['discoverDevices'], retryLast: true },
  type_not_certain: { actions: ['discoverDevices'], retryLast: true },
  no_management_address: { actions: ['addFirewall'] },
  no_pair: { actions: ['discoverDevices'], retryLast: true },

  // A job that ended without success, or was skipped.
  not_planned: 'as_its_cause',
  nothing_changed: 'as_its_cause',
  interrupted: 'as_its_cause',
  not_sent: 'as_its_cause',
  snapshot_not_kept: 'as_its_cause',
  device_error: 'by_its_kind',
  not_backed_up: {
    actions: ['showJob', 'testConnection', 'openSettings'],
    setting: 'panosUpgrade.backup.enabled',
  },
  left_suspended: { actions: ['showJob', 'testConnection'] },
  not_in_step: { actions: ['showJob'] },
  config_not_copied: { actions: ['showJob'] },
  not_made_functional: { actions: ['showJob', 'testConnection'] },
  member_not_suspended: { actions: ['showJob', 'testConnection'] },
  suspended_anew: { actions: ['showJob', 'testConnection'] },
  member_silent: { actions: ['showJob', 'testConnection'] },
  failover: { actions: ['showJob', 'testConnection'] },
  pair_changed: { actions: ['showJob', 'testConnection'] },
  peer_missed: { actions: ['showJob', 'testConnection'] },
  joined_a_pair: { actions: ['discoverDevices'], retryLast: true },
  joined_a_pair_before: { actions: ['discoverDevices'], retryLast: true },
  ha_disabled: { actions: ['showJob', 'discoverDevices'], retryLast: true },
  peers_disagree: { actions: ['showJob', 'discoverDevices'], retryLast: true },
  different_models: { actions: ['showJob', 'discoverDevices'], retryLast: true },
  suspended: { actions: ['showJob', 'discoverDevices'], retryLast: true },
  both_active: { actions: ['showJob', 'discoverDevices'] },
  none_active: { actions: ['showJob', 'discoverDevices'] },
  not_functional: { actions: ['showJob', 'discoverDevices'] },
  peer_down: { actions: ['showJob', 'discoverDevices'] },
  preemptive: { actions: ['showJob', 'discoverDevices'], retryLast: true },
  sessions_not_synchronized: { actions: ['showJob', 'discoverDevices'] },
  config_not_synchronized: { actions: ['showJob', 'discoverDevices'] },
  half_upgraded: { actions: ['openUpgradePaths'], retryLast: true },
  no_path: { actions: ['openUpgradePaths'], retryLast: true },
  illegal_path: { actions: ['openUpgradePaths'], retryLast: true },
  at_target: { actions: [], retryLast: true },
  other_device: { actions: ['discoverDevices'], retryLast: true },
  other_device_at_start: { actions: ['discoverDevices'], retryLast: true },
  other_device_in_pair: { actions: ['discoverDevices'], retryLast: true },
  not_ready: { actions: ['showJob', 'openSettings'], retryLast: true },
  not_ready_now: { actions: ['showJob', 'openSettings'] },
  disk_full: {
    actions: ['showJob', 'openSettings'],
    setting: 'panosUpgrade.validation.minDiskGb',
    retryLast: true,
  },
  image_needed: { actions: ['showJob', 'makeRoom'], retryLast: true },
  device_busy: { actions: ['showJob'] },
  runs_other_version: { actions: ['showJob', 'discoverDevices'] },
  outside_the_margins: { actions: ['showJob', 'openSettings'], setting: 'panosUpgrade.validation' },
  not_the_same: { actions: ['showJob', 'discoverDevices'], retryLast: true },
  not_compared: { actions: ['showJob', 'openSettings'], setting: 'panosUpgrade.validation' },
  image_missing: { actions: ['showJob'] },
  image_not_listed: { actions: ['showJob'], retryLast: true },
  image_not_offered: { actions: ['showJob'], retryLast: true },
  image_not_accepted: {
    actions: ['showJob', 'openVersionHashes', 'openSettings'],
    setting: 'panosUpgrade.validation.failOnMissingHash',
    retryLast: true,
  },
  download_failed: { actions: ['showJob', 'showLog'] },
  install_failed: { actions: ['showJob', 'showLog'] },
  not_installed: { actions: ['showJob', 'showLog'] },
  given_up: { actions: ['showJob', 'showLog'] },
  effect_failed: { actions: ['showJob', 'showLog'] },
  not_back: {
    actions: ['showJob', 'testConnection', 'openSettings'],
    setting: 'panosUpgrade.firewall.rebootReadyTimeout',
  },
  wrong_version: { actions: ['showJob', 'testConnection'], retryLast: true },
  cannot_tell: { actions: ['showJob', 'testConnection'] },
  journal_of_the_job_damaged: { actions: ['showJob', 'showLog'] },
  unexpected_error: { actions: ['showJob', 'showLog'] },
};

/**
 * The buttons for a trouble. Where it stands around another one, and names it in `because`, those of that one.
 * @returns null for a trouble of another release, which this one does not know.
 */
export function troubleActions(trouble: Trouble | null): readonly Button[] | null {
  if (trouble === null || !isKnown(trouble)) return null;
  const help = troubleHelp[trouble.code];
  if (help === 'as_its_cause') return troubleActions(trouble.because ?? null);
  if (help === 'by_its_kind') return actionsByKind(trouble);
  const { setting = help.setting ?? settingsSection } = trouble;
  // Data of a trouble comes from a journal.
  const room = 'offersRoom' in trouble && trouble.offersRoom === true ? [buttons.makeRoom] : [];
  const own = help.actions.flatMap((id): readonly Button[] => {
    if (id !== 'openSettings') return [buttons[id]];
    return setting === null ? [] : [openSettings(setting)];
  });
  return [...room, ...own];
}

const deviceErrorSchema = z.looseObject({
  kind: z.enum(deviceErrorKinds),
  hasOwnCredentials: z.boolean().default(false),
});

/** Of a firewall: jobs ask nothing of Panorama. A page has no button that only closes it. */
function actionsByKind(trouble: Trouble): readonly Button[] {
  const error = deviceErrorSchema.safeParse(trouble).data;
  if (error === undefined) return [buttons.testConnection];
  return deviceActions({ ...error, device: '' }).filter(({ command }) => command !== null);
}

/** Whether it cannot help to try the same again before somebody has done something about this trouble. */
export function isRetryLast(trouble: Trouble | null): boolean {
  if (trouble === null || !isKnown(trouble)) return false;
  const help = troubleHelp[trouble.code];
  if (help === 'as_its_cause') return isRetryLast(trouble.because ?? null);
  if (help !== 'by_its_kind') return help.retryLast === true;
  const kind = deviceErrorSchema.safeParse(trouble).data?.kind;
  return kind !== undefined && needsSomebody.has(kind);
}

function isKnown(trouble: Trouble): trouble is Trouble & { code: TroubleCode } {
  return Object.hasOwn(troubleHelp, trouble.code);
}
