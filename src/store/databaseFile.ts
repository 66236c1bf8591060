/**
 * The database on disk: which file is opened, and how it is replaced. The file of the last save is kept as `.1`; a
 * file that cannot be relied on is set aside and never overwritten.
 */
import { join } from 'node:path';
import type { Clock } from '../ports/clock.ts';
import { tell, type ToldTrouble } from '../ports/trouble.ts';
import { codeOf, reasonOf } from './errorWords.ts';
import type { Files } from './files.ts';
import { openImage, type SqlDatabase, type SqlJsStatic } from './sqlite.ts';
import { type StoreTrouble, storeWords } from './storeTroubles.ts';

export function databasePath(folder: string): string {
  return join(folder, 'state.db');
}

export function previousPath(folder: string): string {
  return `${databasePath(folder)}.1`;
}

export interface LoadedDatabase {
  readonly sql: SqlDatabase;
  /** What the user must be told: a file was set aside, an older one or an empty database is used instead. */
  readonly notices: readonly ToldTrouble<StoreTrouble>[];
}

/**
 * Opens the newest good file of the folder, or an empty database. Only for the folder's owner: it renames bad files.
 * A missing file beside a good `.1` is a save cut short by a crash, and needs no words.
 * @throws the system's error where a file cannot be reached: it may be whole, and is left where it is.
 */
export async function loadDatabase(
  folder: string,
  files: Files,
  clock: Clock,
  sqlite: SqlJsStatic,
): Promise<LoadedDatabase> {
  const notices: ToldTrouble<StoreTrouble>[] = [];
  const notice = (trouble: StoreTrouble): void => void notices.push(tell(trouble, storeWords));
  for (const path of [databasePath(folder), previousPath(folder)]) {
    try {
      const image = await readImage(files, path);
      if (image === null) continue;
      const sql = openImage(sqlite, image);
      if (notices.length > 0) notice({ code: 'database_of_the_save_before' });
      return { sql, notices };
    } catch (error) {
      if (codeOf(error) !== '') throw error;
      const aside = `${path}.corrupt-${new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-')}`;
      await files.rename(path, aside);
      notice({ code: 'database_damaged', path, reason: reasonOf(error), aside });
    }
  }
  if (notices.length > 0) notice({ code: 'database_lost' });
  return { sql: openImage(sqlite, null), notices };
}

/** A bad place on the disk is damage like any other; whatever else keeps a file from being read may pass. */
async function readImage(files: Files, path: string): Promise<Uint8Array | null> {
  try {
    return await files.read(path);
  } catch (error) {
    throw codeOf(error) === 'EIO' ? new Error(`cannot be read: ${reasonOf(error)}`) : error;
  }
}
