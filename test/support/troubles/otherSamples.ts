/** Of the smaller rooms. */
import type { OwnTrouble } from '../../../src/engine/engineTroubles.ts';
import type { SettingTrouble } from '../../../src/engine/settings/settingTroubles.ts';
import type { InventoryTrouble } from '../../../src/inventory/inventoryTroubles.ts';
import type { PanosTrouble } from '../../../src/panos/panosTroubles.ts';
import type { PlanningTrouble } from '../../../src/planning/planningTroubles.ts';
import type { StoreTrouble } from '../../../src/store/storeTroubles.ts';
import type { ValidationTrouble } from '../../../src/validation/validationTroubles.ts';
import { cause, type SamplesOf } from './samplesOf.ts';

export const panosSamples: SamplesOf<PanosTrouble> = {
  not_an_address: [{ code: 'not_an_address', text: 'https://fw' }],
  not_a_fingerprint: [{ code: 'not_a_fingerprint', text: 'AB:CD' }],
};

export const inventorySamples: SamplesOf<InventoryTrouble> = {
  is_a_panorama: [{ code: 'is_a_panorama', hostname: 'pano', address: '10.0.0.9' }],
  no_serial: [{ code: 'no_serial', hostname: 'vm', address: '10.0.0.8' }],
};

const first = { line: 3, column: 5, message: '"10.x" is not a PAN-OS version' } as const;
const hop = { code: 'illegal_path', from: '10.1.14', to: '11.1.4' } as const;

export const planningSamples: SamplesOf<PlanningTrouble> = {
  upgrade_paths_missing: [{ code: 'upgrade_paths_missing' }],
  upgrade_paths_broken: [
    { code: 'upgrade_paths_broken', first, others: 0 },
    { code: 'upgrade_paths_broken', first, others: 2 },
  ],
  version_hashes_broken: [{ code: 'version_hashes_broken', first, others: 1 }],
  no_path: [cause, { ...cause, through: '10.0.0' }],
  at_target: [
    { code: 'at_target', version: '11.1.4-h7', target: '11.1.4-h7' },
    { code: 'at_target', version: '11.1.4-h8', target: '11.1.4-h7' },
  ],
  illegal_path: [
    { code: 'illegal_path', why: 'no_version', text: 'ten' },
    { ...hop, why: 'not_newer' },
    { ...hop, why: 'one_at_a_time', from: '8.1.19', to: '10.0.0', skipped: ['9.0', '9.1'] },
    { ...hop, why: 'skips_too_many', skipped: ['10.2', '11.0', '11.1', '11.2'], allowed: 3 },
    { ...hop, why: 'too_far_for_pair', setting: null },
    { ...hop, why: 'too_far_for_pair', setting: 'panosUpgrade.ha.maxReleasesApart', apart: 2, mostApart: 1 },
    { code: 'illegal_path', why: 'beyond_model', to: '11.1.4', model: 'PA-220', last: '10.2' },
    { ...hop, why: 'not_at_once', because: null, reason: 'It is not known.' },
  ],
  half_upgraded: [
    {
      code: 'half_upgraded',
      members: [
        { hostname: 'fw-1', version: '10.1.14' },
        { hostname: 'fw-2', version: '10.2.9' },
      ],
      newer: '10.2.9',
      older: '10.1.14',
    },
  ],
};

const [one, other] = [
  { hostname: 'fw-1', state: 'active' },
  { hostname: 'fw-2', state: 'passive' },
] as const;
const out = { hostname: 'fw-2', state: 'non-functional' } as const;
const image = { code: 'image_not_accepted', device: 'fw-1', version: '10.2.10' } as const;
const disagree = { code: 'peers_disagree', member: 'fw-1' } as const;

export const validationSamples: SamplesOf<ValidationTrouble> = {
  image_not_accepted: [
    { ...image, verdict: 'mismatch', reason: 'Its sources differ.' },
    { ...image, verdict: 'not_in_database', reason: 'Not verified.' },
    { ...image, verdict: 'not_reported', reason: 'Not verified.' },
  ],
  ha_disabled: [
    { code: 'ha_disabled', members: ['fw-1'] },
    { code: 'ha_disabled', members: ['fw-1', 'fw-2'] },
  ],
  peers_disagree: [
    { ...disagree, about: 'serial', named: '003', peer: 'fw-2' },
    { ...disagree, about: 'address', named: '10.0.0.3', peer: 'fw-2', address: '10.0.0.2' },
    { ...disagree, about: 'nothing' },
    { ...disagree, about: 'mode', named: 'active-passive', peer: 'fw-2', peerNamed: 'unknown' },
  ],
  different_models: [
    {
      code: 'different_models',
      members: [
        { hostname: 'fw-1', model: 'PA-440' },
        { hostname: 'fw-2', model: 'PA-460' },
      ],
    },
  ],
  suspended: [
    { code: 'suspended', member: 'fw-1', reason: null },
    { code: 'suspended', member: 'fw-1', reason: 'Preemption loop detected' },
    { code: 'suspended', member: 'fw-1', reason: 'Peer version too old' },
  ],
  both_active: [{ code: 'both_active', members: [one, { ...other, state: 'active' }] }],
  none_active: [{ code: 'none_active', members: [{ ...one, state: 'initial' }, other] }],
  not_functional: [
    { code: 'not_functional', ...out, reason: null },
    { code: 'not_functional', ...out, reason: 'Path monitor failure' },
    { code: 'not_functional', ...out, reason: 'Peer version too old' },
  ],
  peer_down: [{ code: 'peer_down', member: 'fw-1', peer: 'fw-2', connection: 'down' }],
  preemptive: [{ code: 'preemptive', member: 'fw-1' }],
  sessions_not_synchronized: [{ code: 'sessions_not_synchronized', ...one, state: 'synchronizing' }],
  config_not_synchronized: [{ code: 'config_not_synchronized', ...one, state: 'not synchronized' }],
};

const refused = { code: 'storage_refused', path: '/s', reason: 'the disk is full' } as const;

export const storeSamples: SamplesOf<StoreTrouble> = {
  storage_full: [
    { ...refused, code: 'storage_full', what: 'snapshot' },
    { ...refused, code: 'storage_full', what: 'backup' },
    { ...refused, code: 'storage_full', what: 'journal' },
  ],
  storage_refused: [
    { ...refused, what: 'lock' },
    { ...refused, what: 'folder' },
    { ...refused, what: 'new_folder' },
    { ...refused, what: 'snapshot' },
    { ...refused, what: 'backup' },
    { ...refused, what: 'journal' },
  ],
  lock_folder_taken: [{ code: 'lock_folder_taken', folder: '/tmp/panos-upgrade-1000', uid: 1001 }],
  backups_unreadable: [{ code: 'backups_unreadable', folder: '/s', reason: 'access is denied' }],
  not_backed_up: [{ code: 'not_backed_up', serial: '../x' }],
  database_not_saved: [{ code: 'database_not_saved', folder: '/s', reason: 'the disk is full' }],
  database_damaged: [
    { code: 'database_damaged', path: '/s/state.db', reason: 'is damaged', aside: '/s/state.db.corrupt' },
  ],
  database_of_the_save_before: [{ code: 'database_of_the_save_before' }],
  database_lost: [{ code: 'database_lost' }],
  jobs_of_another_release: [{ code: 'jobs_of_another_release' }],
  journal_line_damaged: [
    { code: 'journal_line_damaged', file: 'journal-1.jsonl', line: 7, job: null, reason: 'It is torn.' },
  ],
};

export const ownSamples: SamplesOf<OwnTrouble> = {
  no_panorama: [{ code: 'no_panorama' }],
  device_not_found: [{ code: 'device_not_found', serial: '001' }],
  other_window: [{ code: 'other_window', owner: 'Ada on host a' }],
};

const ca = { code: 'ca_file', setting: 'panosUpgrade.tls.caFile', file: '/etc/ca.pem' } as const;
const entry = {
  code: 'setting_entry_left_out',
  setting: 'panosUpgrade.readiness.policies',
  needs: 'the name of a check',
} as const;
const range = { code: 'setting_out_of_range', setting: 'panosUpgrade.workers.max' } as const;

export const settingSamples: SamplesOf<SettingTrouble> = {
  setting_out_of_range: [
    {
      ...range,
      value: 51,
      range: { kind: 'number', isWhole: true, minimum: 1, maximum: 50 },
      fallback: 5,
    },
    { ...range, value: 1, range: { kind: 'flag' }, fallback: true },
    { ...range, value: 'x', range: { kind: 'choice', values: ['a', 'b'] }, fallback: 'a' },
  ],
  setting_no_text: [{ code: 'setting_no_text', setting: 'panosUpgrade.panorama.host', value: 7 }],
  setting_entry_left_out: [
    { ...entry, entry: { kind: 'named', name: 'x', value: 1 } },
    { ...entry, entry: { kind: 'listed', list: 'tunnels', value: 1 } },
    { ...entry, entry: { kind: 'all', value: 1 } },
  ],
  ca_file: [
    { ...ca, why: 'missing' },
    { ...ca, why: 'key_beside' },
    { ...ca, why: 'one_unreadable', number: 2 },
  ],
};
