/** Why each comes, and what was not done: section "Files and settings" of docs/ERRORS.md. */
import type { Cause } from './cause.ts';

export const filesAndSettings = {
  folder_settings_too_long: {
    cause: "values of several thousand characters in a folder's settings",
    notDone: 'the answer',
  },
  not_trusted: {
    cause: 'the question whether to trust it was closed',
    notDone: 'nothing was sent but a TLS handshake',
  },
  no_folder_settings: {
    cause:
      'Review Folder Settings… where the open folder brings no settings along, or only such as you have yourself',
    notDone: 'nothing is changed',
  },
  no_folder: { cause: 'the window has no folder', notDone: 'no file was made' },
  upgrade_paths_missing: { cause: 'the folder has none', notDone: 'nothing is planned' },
  upgrade_paths_broken: {
    cause: 'a mistake in the file, at the place it names',
    notDone: 'nothing is planned',
  },
  file_unreadable: {
    cause: 'upgrade_paths.json or version_hashes.json may not be read',
    notDone: 'whatever needed the file',
  },
  version_hashes_broken: {
    cause: 'a mistake in the file, at the place it names',
    notDone: 'no image is judged, and none is accepted',
  },
  setting_out_of_range: {
    cause: 'a setting out of its range, or of the wrong type',
    notDone: 'the value is not used',
  },
  setting_entry_left_out: {
    cause: 'a wrong entry of a setting that is an object, such as `readiness.policies`',
    notDone: 'that entry is not used; the others are',
  },
  setting_no_text: { cause: 'a setting of the wrong type', notDone: 'the value is not used' },
  ca_file: {
    cause: 'the file is missing, unreadable, a folder, holds no certificate, a broken one, or a private key',
    notDone: 'the authorities are not trusted; pinned certificates still are',
  },
  no_pins: { cause: 'nothing to export', notDone: 'nothing was written' },
  pins_file_unreadable: { cause: 'not a CSV file, too large, or empty', notDone: 'nothing was imported' },
  csv_unreadable: {
    cause: 'a folder, a file that is gone, or one larger than any list',
    notDone: 'nothing was queued',
  },
  csv_without_devices: {
    cause: 'another file than a list of devices, or every row has a problem',
    notDone: 'nothing was queued or changed',
  },
  same_file_twice: { cause: 'the same name was given for two lists', notDone: 'nothing was written' },
  pins_rows_bad: {
    cause: 'the Problems panel names row and column of each',
    notDone: 'these rows are not imported, the others are offered',
  },
} as const satisfies Readonly<Record<string, Cause>>;
