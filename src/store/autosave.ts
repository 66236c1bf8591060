/**
 * Saves the database a moment after it changed. The journal is the truth, so that a save may wait, and may fail: it
 * is tried again, and work goes on.
 */
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { tell, type ToldTrouble } from '../ports/trouble.ts';
import type { OpenDatabase } from './database.ts';
import { databasePath, previousPath } from './databaseFile.ts';
import { codeOf, reasonOf } from './errorWords.ts';
import type { Files } from './files.ts';
import { type StoreTrouble, storeWords } from './storeTroubles.ts';

/** All changes of this long go into one save. */
const SAVE_AFTER_MS = 2_000;
const RETRY_AFTER_MS = 15_000;

export interface AutosaveOptions {
  readonly folder: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
  /** Throws when another window owns the folder by now: its database must not be replaced with an old one. */
  readonly assertOwner: () => void;
  /** Puts into the database what was held back until it is saved. */
  readonly complete: () => void;
  /** The disk refuses: told once for all failures in a row, with what the user can do. */
  readonly onTrouble: (notice: ToldTrouble<StoreTrouble>) => void;
}

export interface Autosave {
  /** Saves now what has changed. A failure is logged, not thrown. */
  readonly flush: () => Promise<void>;
  /** Saves once more, and then never again. */
  close(): Promise<void>;
}

export function autosave(database: OpenDatabase, options: AutosaveOptions): Autosave {
  const { folder, files, clock, log } = options;
  const closing = new AbortController();
  let dirty = false;
  let failing = false;
  let waiting = false;
  let saving = Promise.resolve();

  const save = async (): Promise<void> => {
    if (!dirty) return;
    try {
      options.assertOwner();
      options.complete();
      dirty = false;
      await files.replace(databasePath(folder), database.image(), previousPath(folder));
      if (failing) log.info('The database could be saved again.');
      failing = false;
    } catch (error) {
      dirty = true;
      if (!failing) notice(error);
      failing = true;
    }
  };

  const notice = (error: unknown): void => {
    const told = tell({ code: 'database_not_saved', folder, reason: reasonOf(error) }, storeWords);
    log.error(told.message);
    // A lost storage is told by whoever meets it at work.
    if (codeOf(error) !== '') options.onTrouble(told);
  };

  const flush = (): Promise<void> => (saving = saving.then(save));

  const saveLater = async (): Promise<void> => {
    if (waiting) return;
    waiting = true;
    try {
      do {
        await clock.sleep(failing ? RETRY_AFTER_MS : SAVE_AFTER_MS, closing.signal);
        await flush();
      } while (dirty);
    } catch {
      // Closed: the last save is close()'s.
    } finally {
      waiting = false;
    }
  };

  const changes = database.written(() => {
    dirty = true;
    void saveLater();
  });

  return {
    flush,
    async close() {
      changes.dispose();
      closing.abort();
      await flush();
    },
  };
}
