/** Why each comes, and what was not done: section "The store" of docs/ERRORS.md. */
import type { Cause } from './cause.ts';

export const ofTheStore = {
  database_damaged: {
    cause: 'a crash of the machine, a full disk, a bad copy',
    notDone: 'the damaged file is not used, and is kept',
  },
  database_of_the_save_before: { cause: 'as above', notDone: 'what discovery found since may be missing' },
  database_lost: {
    cause: 'both saves of the database are damaged',
    notDone: 'devices are not known until discovered again',
  },
  jobs_of_another_release: { cause: 'another release of the extension wrote them', notDone: 'nothing' },
  journal_line_damaged: {
    cause: 'a bad disk, or somebody edited the journal',
    notDone: 'the open jobs it may be about are stopped',
  },
  database_not_saved: {
    cause: 'the disk is full, reports an error, or another program holds the file open',
    notDone: 'the database on the disk is older than what is shown; nothing is lost',
  },
  storage_full: {
    cause: 'the disk, or your share of it, is full',
    notDone: 'what could not be written down is not done; jobs wait for room (`engine_waits`)',
  },
  storage_refused: {
    cause: 'the disk reports an error or is read-only, or rights are missing; the message says which',
    notDone: 'what could not be written down is not done',
  },
  lock_folder_taken: {
    cause:
      'the home cannot be written, and another user took the folder in the temporary one that is used instead',
    notDone: 'everything',
  },
  backups_unreadable: {
    cause: 'the disk reports an error, or rights are missing',
    notDone: 'old backups stay',
  },
} as const satisfies Readonly<Record<string, Cause>>;
