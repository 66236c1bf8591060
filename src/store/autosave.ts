/**
 * Saves the database a moment after it changed, and a large one not too soon after the last time: a save writes all of
 * it, so that a night of a large fleet would write it thousands of times. The journal is the truth, so that a save may
 * wait, and may fail: it is tried again, and work goes on.
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
/** From one save to the next, for each megabyte of the database: what is written in a time is then the same for all sizes. */
const APART_FOR_EACH_MB_MS = 10_000;
/** So much of the journal a start may have to read again at most. */
const APART_AT_MOST_MS = 300_000;
const RETRY_AFTER_MS = 15_000;

export interface AutosaveOptions {
  readonly folder: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
  /** Throws when another window owns the folder by now: its database must not be replaced with an old one. */
  readonly assertOwner: () => void;
  /** Puts most of what was held back until it is saved into the database; takes its time. */
  readonly prepare: () => Promise<void>;
  /** Puts the rest of it there, at once. */
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
  let notBefore = Number.NEGATIVE_INFINITY;

  const save = async (): Promise<void> => {
    if (!dirty) return;
    try {
      await options.prepare();
      options.assertOwner();
      options.complete();
      dirty = false;
      const image = database.image();
      notBefore = clock.now() + Math.min((image.length / 1e6) * APART_FOR_EACH_MB_MS, APART_AT_MOST_MS);
      await files.replace(databasePath(folder), image, previousPath(folder));
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

  /** A clock that was set back makes no save wait longer than that. */
  const waitMs = (): number => {
    const untilThen = Math.min(notBefore - clock.now(), APART_AT_MOST_MS);
    return Math.max(untilThen, SAVE_AFTER_MS);
  };

  const saveLater = async (): Promise<void> => {
    if (waiting) return;
    waiting = true;
    try {
      do {
        await clock.sleep(failing ? RETRY_AFTER_MS : waitMs(), closing.signal);
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
