/** What the disk refuses, and what was found damaged: errors, and notices that the user must be told once. */
import { type Said, tell, type TroubleWords } from '../ports/trouble.ts';
import { UserError } from '../ports/userError.ts';
import { named, quoted } from '../ports/outsideText.ts';

/** `reason`: why the disk refuses, without a full stop. */
export type StoreTrouble =
  | {
      readonly code: 'storage_refused';
      readonly what: 'lock' | 'folder' | 'new_folder' | Written;
      readonly path: string;
      readonly reason: string;
    }
  /** As above; workflow/storageFull.ts says what becomes of it. */
  | {
      readonly code: 'storage_full';
      readonly what: Written;
      readonly path: string;
      readonly reason: string;
    }
  /** The last folder in which the lock could lie is another user's. */
  | { readonly code: 'lock_folder_taken'; readonly folder: string; readonly uid: number }
  | { readonly code: 'backups_unreadable'; readonly folder: string; readonly reason: string }
  /** What a device says of itself can name no folder. Cut short. */
  | { readonly code: 'not_backed_up'; readonly serial: string }
  | { readonly code: 'database_not_saved'; readonly folder: string; readonly reason: string }
  | {
      readonly code: 'database_damaged';
      readonly path: string;
      /** To go on from the path. */
      readonly reason: string;
      /** Where it is now. */
      readonly aside: string;
    }
  | { readonly code: 'database_of_the_save_before' }
  | { readonly code: 'database_lost' }
  | { readonly code: 'jobs_of_another_release' }
  | {
      readonly code: 'journal_line_damaged';
      readonly file: string;
      /** From 1. */
      readonly line: number;
      /** Null where that cannot be read any more. */
      readonly job: string | null;
      /** A sentence. */
      readonly reason: string;
    };

/** What an engine at work writes. */
export type Written = 'snapshot' | 'backup' | 'journal';

export const storeWords: TroubleWords<StoreTrouble> = {
  storage_refused: ({ what, path, reason }) => {
    switch (what) {
      case 'lock':
        return `The lock of the storage, ${named(path)}, cannot be made: ${reason}.`;
      case 'folder':
        return `The storage folder ${named(path)} cannot be used: ${reason}.`;
      case 'new_folder':
        return `The storage folder ${named(path)} cannot be made: ${reason}.`;
      case 'snapshot':
      case 'backup':
      case 'journal':
        return notWrittenWords(what, path, reason);
    }
  },
  storage_full: ({ what, path, reason }) => notWrittenWords(what, path, reason),
  lock_folder_taken: ({ folder, uid }) => ({
    tells: `${named(folder)}, in which the lock of the storage would lie, belongs to another user of this machine (user ID ${uid}).`,
    after:
      'The engine was not started, and no device was touched. Ask that user, or the administrator of this machine, ' +
      'why it is there and to remove it, or see to it that ~/.cache/panos-upgrade can be made in your home.',
  }),
  backups_unreadable: ({ folder, reason }) =>
    `The backups in ${named(folder)} cannot be read or removed: ${reason}.`,
  not_backed_up: ({ serial }) =>
    `No backup can be kept of a device with the serial ${quoted(serial)}: it is no serial number.`,
  database_not_saved: ({ folder, reason }) =>
    `The database in ${named(folder)} could not be saved: ${reason}. ` +
    'Jobs and pinned certificates are safe in the journal, and saving is tried again.',
  database_damaged: ({ path, reason, aside }) =>
    `The database file ${named(path)} ${reason}. It was set aside as ${named(aside)}.`,
  database_of_the_save_before: () =>
    'The database of the save before is used instead. Discover devices again.',
  database_lost: () =>
    'Jobs and pinned certificates are read from the journal again. Discover devices to find them again.',
  jobs_of_another_release: () =>
    'Jobs in the database are of another release. They are read from the journal again.',
  journal_line_damaged: ({ file, line, job, reason }) =>
    `Line ${line} of ${named(file)} (${job ?? 'job unknown'}) cannot be relied on. ${reason}`,
};

function notWrittenWords(what: Written, path: string, reason: string): Said {
  switch (what) {
    case 'snapshot':
      return `The snapshot ${named(path)} could not be saved: ${reason}.`;
    case 'backup':
      return `The backup ${named(path)} could not be saved: ${reason}.`;
    case 'journal':
      return {
        tells: `The journal in ${named(path)} could not be written: ${reason}.`,
        after: 'Nothing is done that cannot be written down.',
      };
  }
}

export function storeError(trouble: StoreTrouble, options?: ErrorOptions): UserError {
  return new UserError(tell(trouble, storeWords), options);
}
