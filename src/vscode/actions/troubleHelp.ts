/**
 * Every trouble that is no DeviceError, known by the words of its message, with the buttons that help: errors of
 * commands, notices of the store, wrong settings, refused submissions, and jobs that ended without success.
 */
import { type ErrorAction, type ErrorActionName, errorActions, openSettings } from './buttons.ts';

interface Trouble {
  /** In its message, and in no other's. */
  readonly words: RegExp;
  readonly actions: readonly ErrorActionName[];
  /** Of `openSettings`. */
  readonly setting?: string;
}

/** Names stand in docs/ERRORS.md, in this order. */
export const troubles = {
  // Before anything is asked of a device.
  untrusted_workspace: { words: /^This workspace is not trusted/, actions: ['manageTrust'] },
  engine_not_running: { words: /^The engine is not running/, actions: ['retryEngine', 'showLog'] },
  engine_stopped: { words: /^The engine has stopped/, actions: ['showLog'] },
  other_window: { words: /^Another window works with this storage/, actions: ['showLog'] },
  no_panorama: {
    words: /^No Panorama is (set|configured)/,
    actions: ['openSettings', 'addFirewall', 'startSimulatedFleet'],
    setting: 'panosUpgrade.panorama.host',
  },
  nothing_to_connect_to: {
    words: /^There is nothing to connect to/,
    actions: ['openSettings', 'addFirewall'],
    setting: 'panosUpgrade.panorama.host',
  },
  not_an_address: {
    words: /is not a management address/,
    actions: ['openSettings', 'addFirewall'],
    setting: 'panosUpgrade.panorama.host',
  },
  no_devices: { words: /^No device is known yet/, actions: ['discoverDevices', 'addFirewall'] },
  device_not_found: {
    words: /^There is no device .* in the inventory|is not in the inventory/,
    actions: ['discoverDevices', 'addFirewall'],
  },
  is_a_panorama: {
    words: /is a Panorama, not a firewall/,
    actions: ['openSettings'],
    setting: 'panosUpgrade.panorama.host',
  },
  no_serial: { words: /has no serial number/, actions: ['showLog'] },
  no_such_job: { words: /^There is no such job/, actions: ['showJobs'] },
  job_has_ended: { words: /has already ended/, actions: ['showJobs'] },
  not_begun: { words: /has not begun: cancel it instead/, actions: ['showJobs'] },
  jobs_are_active: { words: /^Jobs are active/, actions: ['showJobs'] },
  fleet_did_not_start: { words: /^The simulated fleet did not start/, actions: ['showLog'] },

  // Files and settings.
  no_folder: { words: /^(Upgrade paths|Checksums) are kept in a folder/, actions: ['openFolder'] },
  upgrade_paths_missing: { words: /There is no upgrade_paths\.json/, actions: ['openUpgradePaths'] },
  upgrade_paths_broken: {
    words: /upgrade_paths\.json cannot be used/,
    actions: ['openUpgradePaths', 'showProblems'],
  },
  file_unreadable: { words: /cannot be read\. Look at its permissions/, actions: ['showLog'] },
  version_hashes_broken: {
    words: /version_hashes\.json cannot be used/,
    actions: ['openVersionHashes', 'showProblems'],
  },
  setting_out_of_range: { words: /The default .* is used/, actions: ['openSettings'] },
  setting_entry_left_out: {
    words: /^panosUpgrade\..* is left out\. It needs /,
    actions: ['openSettings'],
  },
  setting_no_text: { words: /is not a text\. It is left empty/, actions: ['openSettings'] },
  ca_file: { words: /tls\.caFile: /, actions: ['openSettings'], setting: 'panosUpgrade.tls.caFile' },
  no_pins: { words: /^No certificate is pinned yet/, actions: ['discoverDevices'] },
  pins_file_unreadable: { words: /cannot be read as a list of pins/, actions: ['showLog'] },
  csv_unreadable: { words: /cannot be read as a list of devices/, actions: ['showLog'] },
  csv_without_devices: { words: /has no (device|site) that can be used/, actions: ['showProblems'] },
  same_file_twice: { words: /^Each list of devices needs a file of its own/, actions: ['showLog'] },
  pins_rows_bad: { words: /of the list of pins cannot be used/, actions: ['showProblems'] },

  // The store.
  database_damaged: { words: /^The database file .* was set aside/, actions: ['showLog'] },
  database_of_the_save_before: {
    words: /^The database of the save before/,
    actions: ['discoverDevices', 'showLog'],
  },
  database_lost: { words: /read from the journal again\. Discover/, actions: ['discoverDevices', 'showLog'] },
  jobs_of_another_release: { words: /^Jobs in the database are of another release/, actions: ['showLog'] },
  journal_line_damaged: { words: /^Line \d+ of .* cannot be relied on/, actions: ['showJobs', 'showLog'] },

  database_not_saved: { words: /^The database in .* could not be saved/, actions: ['showLog'] },
  storage_refused: {
    words:
      /^The (lock of the storage|storage folder|snapshot|backup|journal in)\b.*(cannot be|could not be) (made|used|saved|written)/,
    actions: ['retryEngine', 'showLog'],
  },
  backups_unreadable: { words: /^The backups in .* cannot be read or removed/, actions: ['showLog'] },

  // A job that is not taken.
  held_by_job: {
    words:
      /has an existing \w+ job|already has an? (pending|active) \w+ job|is being upgraded by|Images are being downloaded to|is queued already \(/,
    actions: ['showJob', 'cancelJob'],
  },
  list_has_changed: { words: /^The HA pairs of this list have changed/, actions: ['showLog'] },
  not_retryable: { words: /cannot be tried again: it/, actions: ['showJob', 'showJobs'] },
  not_undecided: { words: /^Job .* does not wait for this decision/, actions: ['showJob', 'showJobs'] },
  taken_meanwhile: { words: /by now, so job .* cannot go on/, actions: ['showJobs'] },
  queue_full: {
    words: /^The queue is full/,
    actions: ['showJobs', 'openSettings'],
    setting: 'panosUpgrade.workers.queueSize',
  },
  ha_member: { words: /is a member of an HA pair/, actions: ['discoverDevices'] },
  type_not_certain: { words: /^It is not certain whether .* stands alone/, actions: ['discoverDevices'] },
  no_management_address: { words: /has no management address/, actions: ['addFirewall'] },

  // A job that ended without success, or was skipped.
  not_backed_up: {
    words: /was not backed up|^No backup can be kept of a device/,
    actions: ['showJob', 'testConnection', 'openSettings'],
    setting: 'panosUpgrade.backup.enabled',
  },
  no_pair: {
    words: /are not each other's HA peers|alone is no HA pair/,
    actions: ['discoverDevices'],
  },
  left_suspended: { words: /It is probably still suspended/, actions: ['showJob', 'testConnection'] },
  failover: {
    words: /did not take over within|was not suspended \d+ seconds later|The pair was not whole/,
    actions: ['showJob', 'testConnection'],
  },
  pair_changed: {
    words: /^suspend .* was not sent|it (may )?forwards? traffic|and does not forward|answers so slowly/,
    actions: ['showJob', 'testConnection'],
  },
  pair_not_fit: {
    words:
      /HA is not enabled|HA peer|of different models|HA mode|and not by this job|so it could not take over|Both members are active|Neither member is active|HA connection|is preemptive|session synchronization is not|the configuration is .* with its peer's/,
    actions: ['showJob', 'discoverDevices'],
  },
  half_upgraded: { words: /is not on the path of/, actions: ['openUpgradePaths'] },
  no_path: { words: /upgrade_paths\.json has no path for/, actions: ['openUpgradePaths'] },
  illegal_path: {
    words: /is not a PAN-OS version|is not newer than|goes one feature release at a time|Put a version of/,
    actions: ['openUpgradePaths'],
  },
  at_target: { words: /the target of its path\. There is nothing to do/, actions: [] },
  other_device: {
    words: /is the device .* and not|answers at (its|the) address/,
    actions: ['discoverDevices'],
  },
  disk_full: {
    words: /Not enough room/,
    actions: ['showJob', 'openSettings'],
    setting: 'panosUpgrade.validation.minDiskGb',
  },
  pending_changes: { words: /has uncommitted changes/, actions: ['showJob'] },
  device_busy: {
    words: /The device is busy with|still busy with|somebody else is installing/,
    actions: ['showJob'],
  },
  outside_the_margins: {
    words: /outside the margin|: cannot be compared|Not compared/,
    actions: ['showJob', 'openSettings'],
    setting: 'panosUpgrade.validation',
  },
  image_not_listed: { words: /the device does not list|and does not list/, actions: ['showJob'] },
  image_not_accepted: {
    words: /is not accepted and will not be installed/,
    actions: ['showJob', 'openVersionHashes', 'openSettings'],
    setting: 'panosUpgrade.validation.failOnMissingHash',
  },
  download_failed: {
    words:
      /could not download|The download of .* was (lost|given up)|download \S+: given up after|was on the device a moment ago|although downloaded|does not list the image/,
    actions: ['showJob', 'showLog'],
  },
  install_failed: {
    words: /could not install|the installation did not end well|given up after/,
    actions: ['showJob', 'showLog'],
  },
  not_back: {
    words: /did not come back within|was not ready/,
    actions: ['showJob', 'testConnection', 'openSettings'],
    setting: 'panosUpgrade.firewall.rebootReadyTimeout',
  },
  wrong_version: { words: /came back with .* instead of/, actions: ['showJob', 'testConnection'] },
  cannot_tell: {
    words:
      /it cannot be told|not certain whether .* was installed|was not asked again|holds no evidence|now says/,
    actions: ['showJob', 'testConnection'],
  },
  journal_of_the_job_damaged: {
    words: /^A line of the journal about this job/,
    actions: ['showJob', 'showLog'],
  },
  unexpected_error: { words: /^Stopped by an unexpected error/, actions: ['showJob', 'showLog'] },
} as const satisfies Record<string, Trouble>;

/** By which words the trouble of a message is known; null when they are not. */
export function troubleWords(message: string): RegExp | null {
  return troubleOf(message)?.words ?? null;
}

function troubleOf(message: string): Trouble | undefined {
  return Object.values(troubles).find(({ words }) => words.test(message));
}

/** The buttons for a message; null when its words are not known. */
export function troubleActions(message: string): readonly ErrorAction[] | null {
  const found = troubleOf(message);
  if (found === undefined) return null;
  return found.actions.map((name) =>
    name === 'openSettings' ? openSettings(found.setting ?? settingsNamedIn(message)) : errorActions[name],
  );
}

/** The one setting a message names, or what all are called. */
function settingsNamedIn(message: string): string {
  const keys = new Set(message.match(/panosUpgrade\.\w+\.\w+/g));
  const [key = 'panosUpgrade'] = keys;
  return keys.size === 1 ? key : 'panosUpgrade';
}
