import type { EditorTrouble } from '../../../src/vscode/editorTroubles.ts';
import type { SamplesOf } from './samplesOf.ts';

const csv = { code: 'csv_without_devices', file: 'fleet.csv', others: 2 } as const;
const unreadable = { code: 'csv_unreadable', file: 'fleet.csv' } as const;
export const editorSamples: SamplesOf<EditorTrouble> = {
  untrusted_workspace: [{ code: 'untrusted_workspace' }],
  engine_not_running: [{ code: 'engine_not_running', reason: 'The disk is full.' }],
  no_panorama: [{ code: 'no_panorama' }],
  nothing_to_connect_to: [{ code: 'nothing_to_connect_to' }],
  not_an_address: [{ code: 'not_an_address', text: 'https://fw' }],
  folder_settings_too_long: [{ code: 'folder_settings_too_long', file: '.vscode/settings.json' }],
  not_trusted: [{ code: 'not_trusted', who: 'Panorama (pano:443)' }],
  no_folder_settings: [{ code: 'no_folder_settings', file: '.vscode/settings.json' }],
  fleet_has_credentials: [{ code: 'fleet_has_credentials' }],
  no_devices: [{ code: 'no_devices' }],
  device_not_found: [{ code: 'device_not_found', serial: '001' }],
  no_such_job: [
    { code: 'no_such_job', asked: 'any' },
    { code: 'no_such_job', asked: 'queued_download' },
    { code: 'no_such_job', asked: 'held_bulk' },
    { code: 'no_such_job', asked: 'failed' },
    { code: 'no_such_job', asked: 'queued' },
    { code: 'no_such_job', asked: 'compared', jobId: 'job-1' },
    { code: 'no_such_job', asked: 'waiting_for', jobId: 'job-1' },
  ],
  job_has_ended: [
    { code: 'job_has_ended', jobId: 'job-1', asked: 'cancelled' },
    { code: 'job_has_ended', jobId: 'job-1', asked: 'handed over' },
  ],
  not_begun: [{ code: 'not_begun', jobId: 'job-1' }],
  not_undecided: [{ code: 'not_undecided', jobId: 'job-1' }],
  list_has_changed: [{ code: 'list_has_changed' }],
  jobs_are_active: [{ code: 'jobs_are_active' }],
  fleet_did_not_start: [{ code: 'fleet_did_not_start', lastWords: 'The port is taken.' }],
  fleet_did_not_answer: [{ code: 'fleet_did_not_answer' }],
  no_folder: [
    { code: 'no_folder', file: 'upgrade_paths.json' },
    { code: 'no_folder', file: 'version_hashes.json' },
  ],
  file_unreadable: [{ code: 'file_unreadable', file: 'upgrade_paths.json' }],
  no_pins: [{ code: 'no_pins' }],
  pins_file_unreadable: [
    { code: 'pins_file_unreadable', path: '/p.csv', why: 'no_rows' },
    { code: 'pins_file_unreadable', path: '/p.csv', why: 'too_large' },
    { code: 'pins_file_unreadable', path: '/p.csv', why: 'no_text' },
  ],
  pins_rows_bad: [{ code: 'pins_rows_bad', rows: 2, reason: 'It has no address.' }],
  csv_unreadable: [
    { ...unreadable, why: 'folder' },
    { ...unreadable, why: 'gone' },
    { ...unreadable, why: 'too_large', megabytes: 80, most: 16 },
  ],
  csv_without_devices: [
    { ...csv, wanted: 'device', reason: null },
    { ...csv, wanted: 'site', reason: 'It names none.' },
  ],
  same_file_twice: [{ code: 'same_file_twice' }],
};
