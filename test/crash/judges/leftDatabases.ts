/**
 * A process that dies in a test closes no database, and SQLite's memory is one for all of them: after some thousand
 * deaths there would be none left.
 */
import type { SqlDatabase } from '../../../src/store/sqlite.ts';
import { sqlite } from '../../unit/store/storePieces.ts';

const opened = new Set<SqlDatabase>();
let watching: Promise<void> | undefined;

async function watch(): Promise<void> {
  const shared = await sqlite();
  shared.Database = new Proxy(shared.Database, {
    construct(target, args, newTarget) {
      const database = Reflect.construct(target, args, newTarget) as SqlDatabase;
      opened.add(database);
      return database;
    },
  });
}

/** Does the work, of which no process is left at its end, and closes what the dead left open. */
export async function closingDatabases<T>(work: () => Promise<T>): Promise<T> {
  await (watching ??= watch());
  try {
    return await work();
  } finally {
    // Closing one that is closed does nothing.
    for (const database of opened) database.close();
    opened.clear();
  }
}
