/** The store of a folder for a window that does not own it: it follows what the owner saves, and writes nothing. */
import type { InventoryRows } from '../inventory/device.ts';
import type { JobRows } from '../jobs/job.ts';
import { Emitter, type Listen } from '../ports/events.ts';
import type { SnapshotFiles } from '../validation/comparison/snapshot.ts';
import { openDatabase, type Database } from './database.ts';
import { databasePath } from './databaseFile.ts';
import { reasonOf } from './errorWords.ts';
import { inventoryRows } from './inventoryRows.ts';
import { jobRows } from './jobRows.ts';
import { snapshotFolder, type ViewOptions } from './openStore.ts';
import { pinRows, type PinRows } from './pinRows.ts';
import { siteRows, type SiteRows } from './siteRows.ts';
import { snapshotFiles } from './snapshotFiles.ts';
import { loadSqlite, openImage } from './sqlite.ts';
import { readableSteps } from './stepsFile.ts';

/** How often a view looks for a newer database file; its owner saves at most this often. */
const LOOK_EVERY_MS = 2_000;

export interface StoreView {
  readonly jobRows: Pick<JobRows, 'all' | 'lastSeq'>;
  readonly inventoryRows: Pick<InventoryRows, 'all'>;
  readonly pinRows: Pick<PinRows, 'all'>;
  readonly siteRows: Pick<SiteRows, 'all'>;
  readonly snapshotFiles: Pick<SnapshotFiles, 'load'>;
  /** The owner has saved: everything may have changed. */
  readonly changed: Listen<void>;
  close(): void;
}

/** Empty until the owner has saved for the first time. */
export async function openStoreReadOnly(options: ViewOptions): Promise<StoreView> {
  const { folder, files, clock, log } = options;
  const path = databasePath(folder);
  const sqlite = await loadSqlite(options.loadWasm);
  const changed = new Emitter<void>();
  const closing = new AbortController();
  let current = openDatabase(openImage(sqlite, null));
  let seen: string | null = null;

  const look = async (): Promise<void> => {
    const stamp = await files.stamp(path);
    if (stamp === null || stamp === seen) return;
    seen = stamp;
    const image = await files.read(path);
    // Gone in this moment: the owner is between the two renames of a save, and the next look finds the new file.
    if (image === null) return;
    const newer = openDatabase(openImage(sqlite, image));
    current.close();
    current = newer;
    changed.fire();
  };

  const lookNow = async (): Promise<void> => {
    try {
      await look();
    } catch (error) {
      log.warn(`The database file ${path} ${reasonOf(error)}. This window shows what it saw before.`);
    }
  };

  const keepLooking = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(LOOK_EVERY_MS, closing.signal);
      await lookNow();
    }
  };

  await lookNow();
  void keepLooking().catch(() => {});

  /** Stays the same for the repositories while the database behind it is exchanged. */
  const database: Database = {
    rows: (sql, values) => current.rows(sql, values),
    run: () => refuse(),
    transaction: () => refuse(),
    touch: () => refuse(),
  };
  return {
    jobRows: jobRows(database, options.parseJob, log, readableSteps(folder, files)),
    inventoryRows: inventoryRows(database, options.parseDevice, log),
    pinRows: pinRows(database, options.parsePin, log),
    siteRows: siteRows(database),
    snapshotFiles: snapshotFiles(snapshotFolder(folder), options),
    changed: changed.event,
    close() {
      closing.abort();
      current.close();
    },
  };
}

function refuse(): never {
  throw new Error('This window only looks on: another one owns the storage.');
}
