import type { WorkflowTrouble } from '../../../src/workflow/workflowTroubles.ts';
import { cause, type SamplesOf, told } from './samplesOf.ts';

/** As store/journal.ts says it. */
export const workflowSamples: SamplesOf<WorkflowTrouble> = {
  not_the_same: [
    { code: 'not_the_same', at: '001', found: '002', runs: '10.1.14', version: '10.2.10' },
    { code: 'not_the_same', at: '001', found: '001', runs: '10.1.14', version: '10.2.10' },
  ],
  not_backed_up: [
    {
      code: 'not_backed_up',
      hostname: 'fw-1',
      what: 'running configuration',
      why: 'the device refused it.',
      saved: null,
      isRefused: true,
    },
    {
      code: 'not_backed_up',
      hostname: 'fw-1',
      what: 'device state',
      why: 'it stops in the middle.',
      saved: 'running-config.xml',
      isRefused: false,
    },
  ],
  other_device: [{ code: 'other_device', found: '002', at: '001' }],
  device_busy: [
    { code: 'device_busy', how: 'installing', work: 'job 7 (SWInstall)' },
    { code: 'device_busy', how: 'working', work: 'job 7 (Commit)', minutes: 60 },
    { code: 'device_busy', how: 'downloading', minutes: 60 },
  ],
  runs_other_version: [{ code: 'runs_other_version', runs: '10.2.9', planned: '10.1.14' }],
  image_missing: [{ code: 'image_missing', version: '10.2.10' }],
  image_not_listed: [{ code: 'image_not_listed', version: '10.2.10' }],
  disk_full: [{ code: 'disk_full', reason: 'Not enough room: 0.1 GB free on /opt/panrepo.' }],
  joined_a_pair: [{ code: 'joined_a_pair', hostname: 'fw-1' }],
  pair_changed: [
    { code: 'pair_changed', what: 'peer_is_other_device', found: '003', peer: 'fw-2' },
    { code: 'pair_changed', what: 'forwards', hostname: 'fw-1', state: 'active' },
    { code: 'pair_changed', what: 'may_forward', hostname: 'fw-1', state: 'tentative' },
    { code: 'pair_changed', what: 'peer_not_leading', peer: 'fw-2', state: 'passive' },
    { code: 'pair_changed', what: 'peer_not_functional', peer: 'fw-2', state: 'suspended' },
    { code: 'pair_changed', what: 'peer_busy', peer: 'fw-2', work: 'job 7 (Commit)' },
    { code: 'pair_changed', what: 'suspended_already', hostname: 'fw-1' },
    { code: 'pair_changed', what: 'roles_changed', hostname: 'fw-1', state: 'passive' },
    { code: 'pair_changed', what: 'ha_disabled' },
    { code: 'pair_changed', what: 'link_not_up', peer: 'fw-2', connection: 'down' },
    { code: 'pair_changed', what: 'sessions_not_synchronized' },
    { code: 'pair_changed', what: 'answers_slowly' },
  ],
  member_not_suspended: [{ code: 'member_not_suspended', state: 'non-functional' }],
  suspended_anew: [{ code: 'suspended_anew', minutes: 25 }],
  member_silent: [{ code: 'member_silent', why: 'The connection was refused.' }],
  not_sent: [
    {
      code: 'not_sent',
      effect: 'suspend fw-1',
      because: { code: 'pair_changed', what: 'ha_disabled' },
    },
  ],
  device_error: [{ code: 'device_error', kind: 'no_answer', told }],
  nothing_changed: [
    { code: 'nothing_changed', because: cause, told, untouched: 'hop' },
    { code: 'nothing_changed', because: cause, told, untouched: 'job' },
    { code: 'nothing_changed', because: cause, told, untouched: 'device' },
    { code: 'nothing_changed', because: cause, told, untouched: 'download' },
    { code: 'nothing_changed', because: cause, told, untouched: 'install' },
  ],
  not_ready: [
    { code: 'not_ready', checks: ['pending_changes'], reasons: ['It has changes.'], setting: null },
    {
      code: 'not_ready',
      checks: ['disk_space'],
      reasons: ['Not enough room.'],
      setting: 'panosUpgrade.validation.minDiskGb',
    },
  ],
  snapshot_not_kept: [{ code: 'snapshot_not_kept', because: cause, told, runs: '10.2.10' }],
  download_failed: [
    { code: 'download_failed', how: 'refused', version: '10.2.10', details: 'Not entitled.' },
    { code: 'download_failed', how: 'lost', version: '10.2.10', why: 'Job 7 is gone.' },
    { code: 'download_failed', how: 'given_up', version: '10.2.10', why: 'Job 7 stands still.' },
    { code: 'download_failed', how: 'not_downloaded', version: '10.2.10' },
    { code: 'download_failed', how: 'gone', version: '10.2.10' },
    { code: 'download_failed', how: 'missing', versions: ['10.2.0', '10.2.10'] },
  ],
  install_failed: [{ code: 'install_failed', version: '10.2.10', details: 'Damaged.' }],
  not_installed: [{ code: 'not_installed' }],
  given_up: [{ code: 'given_up', effect: 'download 10.2.10', attempts: 3 }],
  effect_failed: [{ code: 'effect_failed', effect: 'install 10.2.10' }],
  peer_missed: [
    { code: 'peer_missed', version: '10.2.10', why: 'its peer fw-2 does not answer and does not forward' },
  ],
  not_back: [
    { code: 'not_back', how: 'silent', minutes: 12, lastWords: 'refused.' },
    { code: 'not_back', how: 'not_ready', minutes: 10, why: 'the auto-commit failed.' },
  ],
  wrong_version: [{ code: 'wrong_version', runs: '10.1.14', expected: '10.2.10' }],
  cannot_tell: [
    { code: 'cannot_tell', how: 'no_evidence', effect: 'restart into 10.2.10' },
    {
      code: 'cannot_tell',
      how: 'asked',
      effect: 'restart into 10.2.10',
      known: 'It does not answer.',
      mayRepeat: false,
    },
    {
      code: 'cannot_tell',
      how: 'asked',
      effect: 'download 10.2.10',
      known: 'It does not answer.',
      mayRepeat: true,
    },
    { code: 'cannot_tell', how: 'installation', version: '10.2.10', why: 'Job 7 is gone.' },
    { code: 'cannot_tell', how: 'no_restart', minutes: 5 },
    { code: 'cannot_tell', how: 'restart_unseen', isOldBoot: true },
    { code: 'cannot_tell', how: 'version_disputed', said: '10.2.10', says: '10.1.14' },
  ],
  failover: [
    {
      code: 'failover',
      how: 'no_takeover',
      peer: 'fw-2',
      hostname: 'fw-1',
      seconds: 60,
      seen: 'fw-2 is passive.',
    },
    { code: 'failover', how: 'not_suspended', seconds: 60, seen: 'It is active.' },
    { code: 'failover', how: 'not_whole', minutes: 10, seen: 'No answer.', untouched: 'fw-2' },
  ],
  not_made_functional: [
    { code: 'not_made_functional', seen: 'It is suspended.', state: 'suspended' },
    { code: 'not_made_functional', seen: 'The connection was refused.', state: null },
  ],
  left_suspended: [
    { code: 'left_suspended', because: cause, told, isSeen: true },
    { code: 'left_suspended', because: cause, told, isSeen: false },
  ],
  outside_the_margins: [
    {
      code: 'outside_the_margins',
      comparison: 'TCP sessions 900 → 100: outside the margin.',
      isBorne: true,
    },
    {
      code: 'outside_the_margins',
      comparison: 'TCP sessions 900 → 100: outside the margin.',
      isBorne: false,
    },
  ],
  not_compared: [
    { code: 'not_compared', comparison: 'Not compared: a snapshot file is missing or damaged.' },
  ],
  storage_lost: [{ code: 'storage_lost', folder: '/storage' }],
  storage_removed: [{ code: 'storage_removed', folder: '/storage' }],
};
