/**
 * The store of a folder for a window that does not own it: it follows what the owner writes to the journal, and what it
 * saves. It writes nothing.
 */
import type { JobRows } from '../jobs/job.ts';
import { Emitter, type Listen } from '../ports/events.ts';
import type { JournalRecord } from '../workflow/journalRecord.ts';
import type { SnapshotFiles } from '../validation/comparison/snapshot.ts';
import { openDatabase, type Database } from './database.ts';
import { databasePath } from './databaseFile.ts';
import { reasonOf } from './errorWords.ts';
import { inventoryRows, type StoredInventoryRows } from './inventoryRows.ts';
import { followJournal, type JournalFollower } from './journalFollower.ts';
import { jobRows } from './jobRows.ts';
import { snapshotFolder, type ViewOptions } from './openStore.ts';
import { pinRows, type PinRows } from './pinRows.ts';
import { siteRows, type SiteRows } from './siteRows.ts';
import { snapshotFiles } from './snapshotFiles.ts';
import { loadSqlite, openImage } from './sqlite.ts';
import { readableSteps } from './stepsFile.ts';

/** How often a view looks for new lines in the journal and for a newer database. */
const LOOK_EVERY_MS = 2_000;

export interface StoreView {
  readonly jobRows: Pick<JobRows, 'all' | 'lastSeq'>;
  readonly inventoryRows: Pick<StoredInventoryRows, 'changed'>;
  readonly pinRows: Pick<PinRows, 'all'>;
  readonly siteRows: Pick<SiteRows, 'all'>;
  readonly snapshotFiles: Pick<SnapshotFiles, 'load'>;
  /** What the journal had besides the job rows when the view was opened. */
  readonly records: readonly JournalRecord[];
  /** What the owner has written to the journal since. */
  readonly recorded: Listen<readonly JournalRecord[]>;
  /** The owner has saved. Of jobs nothing new is there while the journal is followed. */
  readonly saved: Listen<void>;
  /** False where the journal has lines that are not known here: then jobs are known as they were saved last. */
  isFollowing(): boolean;
  close(): void;
}

/** Empty until the owner has saved for the first time. */
export async function openStoreReadOnly(options: ViewOptions): Promise<StoreView> {
  const { folder, files, clock, log } = options;
  const path = databasePath(folder);
  const sqlite = await loadSqlite(options.loadWasm);
  const saved = new Emitter<void>();
  const recorded = new Emitter<readonly JournalRecord[]>();
  const closing = new AbortController();
  let current = openDatabase(openImage(sqlite, null));
  /** Stays the same for the repositories while the database behind it is exchanged. */
  const database: Database = {
    rows: (sql, values) => current.rows(sql, values),
    run: () => refuse(),
    transaction: () => refuse(),
    touch: () => refuse(),
  };
  const rows = jobRows(database, options.parseJob, log, readableSteps(folder, files));
  let seen: string | null = null;
  let follower: JournalFollower | null = null;

  const lookAtDatabase = async (): Promise<void> => {
    const stamp = await files.stamp(path);
    if (stamp === null || stamp === seen) return;
    seen = stamp;
    const image = await files.read(path);
    // Gone in this moment: the owner is between the two renames of a save, and the next look finds the new file.
    if (image === null) return;
    const newer = openDatabase(openImage(sqlite, image));
    current.close();
    current = newer;
    saved.fire();
    // What could not be read may be behind it by now.
    follower ??= await follow();
  };

  const notFollowed = (error: unknown): void =>
    log.warn(`The journal in ${folder} cannot be followed: ${reasonOf(error)} This window is behind.`);

  const follow = async (): Promise<JournalFollower | null> => {
    try {
      const followed = await followJournal(files, folder, rows.lastSeq(), options.parseEntry);
      recorded.fire(followed.found);
      return followed;
    } catch (error) {
      notFollowed(error);
      return null;
    }
  };

  const lookAtJournal = async (): Promise<void> => {
    if (follower === null) return;
    try {
      const records = await follower.next();
      if (records.length > 0) recorded.fire(records);
    } catch (error) {
      follower = null;
      notFollowed(error);
    }
  };

  const lookNow = async (): Promise<void> => {
    await lookAtJournal();
    try {
      await lookAtDatabase();
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

  const found: JournalRecord[] = [];
  const finding = recorded.event((records) => void found.push(...records));
  await lookNow();
  follower ??= await follow();
  finding.dispose();
  void keepLooking().catch(() => {});

  return {
    jobRows: rows,
    records: found,
    recorded: recorded.event,
    saved: saved.event,
    isFollowing: () => follower !== null,
    inventoryRows: inventoryRows(database, options.parseDevice, log),
    pinRows: pinRows(database, options.parsePin, log),
    siteRows: siteRows(database),
    snapshotFiles: snapshotFiles(snapshotFolder(folder), options),
    close() {
      closing.abort();
      current.close();
    },
  };
}

function refuse(): never {
  throw new Error('This window only looks on: another one owns the storage.');
}
