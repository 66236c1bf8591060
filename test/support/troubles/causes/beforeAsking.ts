/** Why each comes, and what was not done: section "Before anything is asked of a device" of docs/ERRORS.md. */
import type { Cause } from './cause.ts';

export const beforeAsking = {
  untrusted_workspace: { cause: 'the folder was opened in Restricted Mode', notDone: 'everything' },
  engine_not_running: {
    cause: 'the storage folder is missing rights, is full, or could not be opened',
    notDone: 'everything',
  },
  engine_stopped: {
    cause: 'the journal cannot be written any more, or another window or program has written to it',
    notDone: 'no device is touched any more; jobs stay as they are and go on after a reload',
  },
  engine_waits: {
    cause: 'the disk, or your share of it, is full',
    notDone: 'nothing begins, and nothing is sent to a device, until there is room',
  },
  engine_goes_on: { cause: 'somebody made room', notDone: 'nothing: what had not been done is done now' },
  storage_lost: {
    cause: 'two windows of two machines on one folder, or somebody edited the journal',
    notDone: 'no device is touched any more',
  },
  storage_removed: {
    cause: "somebody deleted or moved the folder in which the editor keeps this workspace's data",
    notDone: 'no device is touched any more; the message of the engine says where jobs stopped',
  },
  other_window: { cause: 'one window of a workspace works, others look on', notDone: 'the command' },
  no_panorama: { cause: 'discovery needs a Panorama, and the setting is empty', notDone: 'the discovery' },
  nothing_to_connect_to: { cause: 'neither a Panorama nor a firewall is known', notDone: 'the test' },
  not_an_address: { cause: 'a URL, a path or a slip of the pen', notDone: 'nothing was sent' },
  not_a_fingerprint: {
    cause: 'a slip of the pen, or a fingerprint of another kind (SHA-1)',
    notDone: 'nothing is trusted',
  },
  fleet_has_credentials: {
    cause: 'Set … Credentials in a window of the simulated fleet',
    notDone: 'nothing was stored',
  },
  no_devices: { cause: 'nothing was discovered or added', notDone: 'the command' },
  device_not_found: {
    cause: 'discovery has not been run since it was connected to Panorama',
    notDone: 'the command',
  },
  is_a_panorama: { cause: 'the address is that of a Panorama', notDone: 'nothing was added' },
  no_serial: { cause: 'a VM-Series firewall without a license', notDone: 'nothing was added' },
  no_such_job: { cause: 'no job is there to choose from', notDone: 'the command' },
  job_has_ended: {
    cause: 'it ended while you were looking',
    notDone: 'nothing was cancelled or handed over',
  },
  not_begun: {
    cause: 'a job in the queue holds nothing that could be taken over',
    notDone: 'nothing was handed over',
  },
  jobs_are_active: {
    cause: 'the simulated fleet can only be changed while nothing is under way',
    notDone: 'nothing was changed',
  },
  fleet_did_not_start: { cause: "the simulator's own words say", notDone: 'the start' },
  fleet_did_not_answer: {
    cause: 'the fleet has ended already, hangs, or its file in the extension’s storage was changed',
    notDone: 'the end of its process',
  },
} as const satisfies Readonly<Record<string, Cause>>;
