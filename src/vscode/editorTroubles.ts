/**
 * What commands and files of the user's end with. Where the engine has a trouble of the same name (a device that is not
 * there), the command has found out before it asked the engine, and says so in its own words.
 */
import { tell, type TroubleWords } from '../ports/trouble.ts';
import { UserError } from '../ports/userError.ts';
import { named, oneLine, quoted } from '../ports/outsideText.ts';

export type EditorTrouble =
  // Before anything is asked of a device.
  | { readonly code: 'untrusted_workspace' }
  | {
      readonly code: 'engine_not_running';
      /** A sentence. */
      readonly reason: string;
    }
  | { readonly code: 'no_panorama' }
  | { readonly code: 'nothing_to_connect_to' }
  | { readonly code: 'not_an_address'; readonly text: string }
  | { readonly code: 'no_devices' }
  | { readonly code: 'fleet_has_credentials' }
  | { readonly code: 'device_not_found'; readonly serial: string }
  | ({ readonly code: 'no_such_job' } & NoSuchJob)
  | {
      readonly code: 'job_has_ended';
      readonly jobId: string;
      readonly asked: 'cancelled' | 'handed over';
    }
  | { readonly code: 'not_begun'; readonly jobId: string }
  | { readonly code: 'not_undecided'; readonly jobId: string }
  | { readonly code: 'list_has_changed' }
  | { readonly code: 'jobs_are_active' }
  | {
      readonly code: 'fleet_did_not_start';
      /** The simulator's own. */
      readonly lastWords: string;
    }
  | { readonly code: 'fleet_did_not_answer' }
  // Files and settings.
  | { readonly code: 'no_folder_settings'; readonly file: string }
  | { readonly code: 'folder_settings_too_long'; readonly file: string }
  | { readonly code: 'not_trusted'; readonly who: string }
  | { readonly code: 'no_folder'; readonly file: 'upgrade_paths.json' | 'version_hashes.json' }
  | { readonly code: 'file_unreadable'; readonly file: string }
  | { readonly code: 'no_pins' }
  | {
      readonly code: 'pins_file_unreadable';
      readonly path: string;
      readonly why: 'no_rows' | 'too_large' | 'no_text';
    }
  | {
      readonly code: 'pins_rows_bad';
      readonly rows: number;
      /** Of the first one. */
      readonly reason: string;
    }
  | ({ readonly code: 'csv_unreadable'; readonly file: string } & CsvUnreadable)
  | {
      readonly code: 'csv_without_devices';
      readonly file: string;
      readonly wanted: 'device' | 'site';
      /** Of the first problem; null where there is none. */
      readonly reason: string | null;
      /** How many problems there are besides, where that is said. */
      readonly others: number;
    }
  | { readonly code: 'same_file_twice' };

type NoSuchJob =
  | { readonly asked: 'any' | 'queued_download' | 'held_bulk' | 'failed' | 'queued' }
  | { readonly asked: 'compared' | 'waiting_for'; readonly jobId: string };

export type CsvUnreadable =
  | { readonly why: 'folder' | 'gone' }
  | { readonly why: 'too_large'; readonly megabytes: number; readonly most: number };

export const editorWords: TroubleWords<EditorTrouble> = {
  untrusted_workspace: () =>
    'This workspace is not trusted, so nothing is sent to any device. Trust it first.',
  engine_not_running: ({ reason }) => `The engine is not running: ${reason} Nothing was done.`,
  no_panorama: () =>
    'No Panorama is configured. Set panosUpgrade.panorama.host, add firewalls one by one, or start the simulated fleet.',
  nothing_to_connect_to: () =>
    'There is nothing to connect to. Set the address of Panorama in the settings, or add a firewall.',
  not_an_address: ({ text }) => `${quoted(text)} is not a management address. Nothing was sent.`,
  folder_settings_too_long: ({ file }) =>
    `The values in ${named(file)} are too long to be shown to their end. None of them is used; set them in your own settings.`,
  not_trusted: ({ who }) => `${who} is not trusted. Nothing was sent to it; you are asked again next time.`,
  no_folder_settings: ({ file }) =>
    `${named(file)} changes no setting of PAN-OS Upgrade: your own values are used.`,
  fleet_has_credentials: () =>
    'This window works with the simulated fleet, which has credentials of its own. Nothing was asked or stored.',
  no_devices: () => 'No device is known yet. Discover devices, or add a firewall, first.',
  device_not_found: ({ serial }) => `The firewall ${named(serial)} is not in the inventory.`,
  no_such_job: noSuchJobWords,
  job_has_ended: ({ jobId, asked }) => `Job ${jobId} has already ended. Nothing was ${asked}.`,
  not_begun: ({ jobId }) => `Job ${jobId} has not begun: cancel it instead. Nothing was handed over.`,
  not_undecided: ({ jobId }) => `Job ${jobId} does not wait for this decision any more. Nothing was changed.`,
  list_has_changed: () =>
    'The HA pairs of this list have changed since it was first read. Nothing was queued; close the page and choose the devices again.',
  jobs_are_active: () =>
    'Jobs are active. Cancel them or wait for their end, then try again. Nothing was changed.',
  fleet_did_not_start: ({ lastWords }) => `The simulated fleet did not start. ${oneLine(lastWords, 500)}`,
  fleet_did_not_answer: () =>
    'The simulated fleet did not answer, so nothing was ended. This window works with real devices now. If the fleet’s process is still there, it ends by itself after two hours without a request.',

  no_folder: ({ file }) =>
    file === 'upgrade_paths.json'
      ? 'Upgrade paths are kept in a folder’s upgrade_paths.json. Open a folder first.'
      : 'Checksums are kept in a folder’s version_hashes.json. Open a folder first.',
  file_unreadable: ({ file }) =>
    `${named(file)} cannot be read. Look at its permissions; nothing was done without it.`,
  no_pins: () => 'No certificate is pinned yet. Nothing was written.',
  pins_file_unreadable: ({ path, why }) => {
    const whys = {
      no_rows: 'It has no rows below its header.',
      too_large: 'it is too large. Nothing was imported.',
      no_text: 'it is no text. Nothing was imported.',
    } as const;
    return `${named(path)} cannot be read as a list of pins: ${whys[why]}`;
  },
  pins_rows_bad: ({ rows, reason }) => `${badPinRows(rows)}: ${reason} Nothing was imported.`,
  csv_unreadable: (trouble) =>
    `${named(trouble.file)} cannot be read as a list of devices: ${csvUnreadableWords(trouble)} Nothing was queued.`,
  csv_without_devices: ({ file, wanted, reason, others }) => {
    const why = reason ?? 'It names no device.';
    const more = others > 0 ? ` There are ${others} more problems.` : '';
    const undone = wanted === 'device' ? 'Nothing was queued.' : 'Nothing was changed.';
    return `${named(file)} has no ${wanted} that can be used. ${why}${more} ${undone}`;
  },
  same_file_twice: () => 'Each list of devices needs a file of its own. Nothing was written.',
};

export function editorError(trouble: EditorTrouble): UserError {
  return new UserError(tell(trouble, editorWords));
}

/** Without a full stop. */
export function badPinRows(rows: number): string {
  return `${rows === 1 ? '1 row' : `${rows} rows`} of the list of pins cannot be used`;
}

function noSuchJobWords(trouble: NoSuchJob): string {
  switch (trouble.asked) {
    case 'any':
      return 'There is no such job.';
    case 'queued_download':
      return 'There is no such job. No download is queued.';
    case 'held_bulk':
      return 'There is no such job. No bulk is held, and nothing waits for one.';
    case 'failed':
      return 'There is no such job. No device’s newest job has failed.';
    case 'queued':
      return 'There is no such job in the queue any more. Nothing was moved.';
    case 'compared':
      return `There is no such job. ${trouble.jobId} has compared nothing.`;
    case 'waiting_for':
      return `There is no such job. Nothing waits for ${trouble.jobId} any more.`;
  }
}

function csvUnreadableWords(trouble: CsvUnreadable): string {
  switch (trouble.why) {
    case 'folder':
      return 'it is a folder.';
    case 'gone':
      return 'the file is gone, or may not be read.';
    case 'too_large':
      return `it has ${trouble.megabytes} MB, and a list of devices has at most ${trouble.most}.`;
  }
}
