/** Why each comes, and what was not done: section "A job that ended without success" of docs/ERRORS.md. */
import type { Cause } from './cause.ts';

export const ended = {
  not_planned: {
    cause:
      'the device could not be read, the pair is not fit, or there is no path for it: the message says which',
    notDone: 'nothing was changed',
  },
  nothing_changed: {
    cause: 'what was looked at before is not as it must be: the message says what',
    notDone: 'nothing was changed, in the hop or at all, as it says',
  },
  interrupted: {
    cause: 'a file of yours, or the disk: the message says which',
    notDone: 'what comes after it',
  },
  not_sent: {
    cause: 'what was seen on the device, or on its peer, a moment before',
    notDone: 'the effect was not sent',
  },
  snapshot_not_kept: {
    cause: 'the disk refuses the file',
    notDone: 'the upgrade stops here, because nobody could say later what it changed',
  },
  device_error: {
    cause: "the words of the device's error, as in the first table",
    notDone: 'what comes after the step',
  },
  not_backed_up: {
    cause: 'no whole answer in three attempts, or the account may not export',
    notDone: 'nothing was changed on the device',
  },
  left_suspended: {
    cause: 'the job ended, and the member it had suspended could not be asked or did not become functional',
    notDone:
      'the pair works with one member; nothing but this is sent, and a later window goes on with it. *Hand Over Now…* ends it',
  },
  not_in_step: {
    cause: 'the members of a pair are upgraded and do not have one configuration',
    notDone:
      'both run the version; with **Decide…**: Sync Now copies the configuration of the member that leads, Go On Anyway bears it',
  },
  config_not_copied: {
    cause: 'Sync Now was asked for, and the device refused or its job failed',
    notDone: 'the configurations are as they were, and you are asked again',
  },
  not_made_functional: {
    cause: 'the member has a reason of its own to stay out of its pair, or it does not answer',
    notDone: 'it stays out of its pair',
  },
  member_not_suspended: {
    cause:
      'the member is out of its pair for a reason of its own, so telling it to become functional would be of no use',
    notDone: 'it was not told to become functional',
  },
  suspended_anew: {
    cause: 'somebody made the member functional, and suspended it again later',
    notDone: 'it was not told to become functional, and is not tried again',
  },
  member_silent: { cause: 'the member does not answer', notDone: 'it was not told to become functional' },
  failover: {
    cause:
      'the peer, its links or the synchronization of sessions; the message says what each member was last',
    notDone: 'the suspended member was told to become functional; the other one was not touched',
  },
  pair_changed: {
    cause: 'the roles changed between two steps',
    notDone: 'the step was not carried out; a member that was suspended is functional again',
  },
  peer_missed: {
    cause: 'the peer stopped forwarding while the member was suspended',
    notDone: 'nothing but what makes the member functional again',
  },
  joined_a_pair: {
    cause: 'HA was switched on since the job was planned',
    notDone: 'the effect was not sent',
  },
  joined_a_pair_before: { cause: 'HA was switched on since it was discovered', notDone: 'nothing was done' },
  ha_disabled: { cause: 'HA is off, or the member has just started', notDone: 'nothing was changed' },
  peers_disagree: {
    cause: 'the members were set up for other peers, or not in the same HA mode',
    notDone: 'nothing was changed',
  },
  different_models: { cause: 'one of them was exchanged', notDone: 'nothing was changed' },
  suspended: {
    cause: 'somebody suspended it, or it did so itself: its own words say why',
    notDone: 'nothing was changed',
  },
  both_active: { cause: 'the HA links are down', notDone: 'nothing was changed' },
  none_active: { cause: 'see Dashboard > High Availability of both', notDone: 'nothing was changed' },
  not_functional: {
    cause: 'a monitored link or path, or a member that starts',
    notDone: 'nothing was changed',
  },
  peer_down: { cause: 'the HA links', notDone: 'nothing was changed' },
  preemptive: { cause: 'preemption is switched on', notDone: 'nothing was changed' },
  sessions_not_synchronized: {
    cause: 'the HA2 link, or a member that has just started',
    notDone: 'nothing was changed',
  },
  config_not_synchronized: {
    cause: 'a commit on one member that the other did not get',
    notDone: 'nothing was changed',
  },
  half_upgraded: {
    cause: 'somebody upgraded one member to a version the table does not know',
    notDone: 'nothing was changed',
  },
  no_path: {
    cause: 'the table has no line for the version the device runs',
    notDone: 'nothing; the job is skipped',
  },
  illegal_path: { cause: 'the path has a hop PAN-OS does not allow', notDone: 'nothing was changed' },
  at_target: { cause: 'it is upgraded already', notDone: 'nothing; the job is skipped' },
  other_device: {
    cause: 'the device was exchanged, or an address is used twice',
    notDone: 'nothing is sent to the stranger',
  },
  other_device_at_start: {
    cause: 'the device was exchanged, or an address is used twice',
    notDone: 'nothing was done',
  },
  other_device_in_pair: {
    cause: 'a member was exchanged, or an address is used twice',
    notDone: 'nothing was changed',
  },
  not_ready: {
    cause:
      'the reasons of the checks that block, such as "The device has uncommitted changes" or "Not enough room"',
    notDone: 'nothing was changed in this hop',
  },
  not_ready_now: {
    cause:
      'The second member of a pair would have been taken out for an installation that is refused. It was judged again right before, and something has changed since both were.',
    notDone:
      'Put right what is named, soon: the pair runs two versions. Upgrade it again; it is taken up where it is.',
  },
  disk_full: { cause: 'old images on the device', notDone: 'nothing was downloaded' },
  image_needed: {
    cause:
      'what the device runs, what it would fall back to, or the path of a job has changed since the question',
    notDone: 'the image was not deleted',
  },
  device_busy: {
    cause: 'a download, installation or commit that is not ours',
    notDone: 'the next step was not sent',
  },
  runs_other_version: {
    cause: 'somebody else upgraded or downgraded it',
    notDone: 'the effect was not sent',
  },
  outside_the_margins: {
    cause: 'sessions, routes or ARP entries differ by more than the margins after the upgrade',
    notDone: 'nothing: the upgrade is complete; look at what is missing, or adjust the margins',
  },
  not_the_same: {
    cause:
      'the device was replaced, or addresses were exchanged, after its upgrade · somebody installed another version on it meanwhile',
    notDone: 'no snapshot was taken and nothing was compared; the upgrade itself was proved before',
  },
  not_compared: {
    cause: 'a snapshot could not be read, or the device did not tell everything',
    notDone: 'nothing: the upgrade is complete; look at the device yourself',
  },
  image_missing: { cause: 'somebody deleted the image', notDone: 'nothing was installed' },
  image_not_listed: { cause: 'the update server did not name it', notDone: 'nothing was downloaded' },
  image_not_offered: { cause: 'the update server did not name it', notDone: 'nothing was downloaded' },
  image_not_accepted: {
    cause: 'its checksum is wrong, or, when strict, cannot be proved right',
    notDone: 'the image stays on the device and is not installed',
  },
  download_failed: { cause: "the device's own words say, or it stalled", notDone: 'nothing was installed' },
  install_failed: { cause: "the device's own words say", notDone: 'the device was not restarted' },
  not_installed: { cause: 'the installation before it failed', notDone: 'the device was not restarted' },
  given_up: {
    cause: 'the device did nothing each time it was asked, such as while its software manager was in use',
    notDone: 'what comes after the step',
  },
  effect_failed: {
    cause: 'the window died right after the device had refused it',
    notDone: 'what comes after the step',
  },
  not_back: {
    cause:
      'a slow start (`firewall.rebootReadyTimeoutByModel`), an interface that stayed down, or a failed start',
    notDone: 'what comes after the restart',
  },
  wrong_version: {
    cause: 'it fell back to the version before, as it does after a failed start',
    notDone: 'what comes after the restart',
  },
  cannot_tell: {
    cause: 'a crash or a lost answer, and the device does not show what came of it',
    notDone: 'nothing more is sent; look at the device, then **Decide…** on the page of the job',
  },
  journal_of_the_job_damaged: { cause: 'see "The store"', notDone: 'nothing more is sent' },
  unexpected_error: {
    cause: 'a mistake of ours',
    notDone: 'what comes after it; **Decide…** lets the job go on',
  },
} as const satisfies Readonly<Record<string, Cause>>;
