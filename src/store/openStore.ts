/** The store of a folder, put together for the window that owns it. */
import { join } from 'node:path';
import type { Device, InventoryRows } from '../inventory/device.ts';
import type { Job, JobRows } from '../jobs/job.ts';
import type { Clock } from '../ports/clock.ts';
import { Emitter, type Listen } from '../ports/events.ts';
import type { Log } from '../ports/log.ts';
import { tell, type ToldTrouble } from '../ports/trouble.ts';
import type { Snapshot, SnapshotFiles } from '../validation/comparison/snapshot.ts';
import type { JournalRecord } from '../workflow/journalRecord.ts';
import type { Pin } from '../workflow/setByHand.ts';
import { autosave } from './autosave.ts';
import { openDatabase } from './database.ts';
import { loadDatabase } from './databaseFile.ts';
import { storageTrouble, reasonOf } from './errorWords.ts';
import { TEMPORARY_SUFFIX, type Files } from './files.ts';
import { inventoryRows } from './inventoryRows.ts';
import { jobRows, type StoredJobRows } from './jobRows.ts';
import { openJournal, type JournalOptions, type OwnedJournal } from './journal.ts';
import type { JournalDamage } from './journalReader.ts';
import { pinRows, type PinRows } from './pinRows.ts';
import { isRoomOnDisk } from './roomOnDisk.ts';
import { siteRows, type SiteRows } from './siteRows.ts';
import { snapshotFiles } from './snapshotFiles.ts';
import { backupFiles } from './backupFiles.ts';
import type { BackupFiles } from '../workflow/backupStore.ts';
import { loginMemory, type StoredLogins } from './loginMemory.ts';
import { loadSqlite } from './sqlite.ts';
import { stepsFile } from './stepsFile.ts';
import { type StoreTrouble, storeWords } from './storeTroubles.ts';

/** The parse functions validate what is read back from disk, and throw on what they do not know. */
export interface ViewOptions extends Pick<JournalOptions, 'parseEntry'> {
  /** Absolute; made if missing. */
  readonly folder: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
  /** The bytes of sql.js' `dist/sql-wasm.wasm`; asked for once a process. */
  readonly loadWasm: () => Promise<Uint8Array>;
  readonly parseJob: (value: unknown) => Job;
  readonly parseDevice: (value: unknown) => Device;
  readonly parsePin: (value: unknown) => Pin;
  readonly parseSnapshot: (value: unknown) => Snapshot;
}

export type StoreOptions = ViewOptions & Omit<JournalOptions, 'after'>;

export interface Store {
  readonly journal: Pick<OwnedJournal, 'append' | 'assertOwner'>;
  readonly jobRows: JobRows;
  readonly inventoryRows: InventoryRows;
  readonly pinRows: PinRows;
  readonly siteRows: SiteRows;
  readonly snapshotFiles: SnapshotFiles;
  readonly backupFiles: BackupFiles;
  readonly loginMemory: StoredLogins;
  /** What the user must be told once. */
  readonly notices: readonly ToldTrouble<StoreTrouble>[];
  /** What the user must be told once, from now on. */
  readonly onNotice: Listen<ToldTrouble<StoreTrouble>>;
  /** Journal lines that cannot be relied on: the runs they concern must not go on by themselves. */
  readonly damaged: readonly JournalDamage[];
  /**
   * Records found when the store was opened, from after `seq`: with `jobRows.lastSeq()`, what the job rows do not
   * reflect yet.
   * @param seq `jobRows.lastSeq()` or later; what was reflected then was not read.
   */
  recordsAfter(seq: number): readonly JournalRecord[];
  /** Whether a disk that was full has room again. */
  readonly hasRoom: () => Promise<boolean>;
  /** Saves the database now. A failure is logged, not thrown: the journal holds everything. */
  readonly flush: () => Promise<void>;
  close(): Promise<void>;
}

export function snapshotFolder(folder: string): string {
  return join(folder, 'snapshots');
}

/**
 * Opens the store as the owner of its folder; the caller holds the folder's lock (lock.ts).
 * @throws StorageLostError when another window is writing to the journal all the same. UserError when the disk refuses
 *   what the store cannot do without.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  try {
    return await open(options);
  } catch (error) {
    throw storageTrouble(
      (reason) => ({ code: 'storage_refused', what: 'folder', path: options.folder, reason }),
      error,
    );
  }
}

/** @throws UserError */
export async function createStoreFolder(files: Files, folder: string): Promise<void> {
  try {
    await files.createFolder(folder);
  } catch (error) {
    throw storageTrouble(
      (reason) => ({ code: 'storage_refused', what: 'new_folder', path: folder, reason }),
      error,
    );
  }
}

async function open(options: StoreOptions): Promise<Store> {
  const { folder, files, clock, log } = options;
  await createStoreFolder(files, folder);
  await removeTemporaries(files, folder, log);
  await removeTemporaries(files, snapshotFolder(folder), log);

  const { sql, notices: databaseNotices } = await loadDatabase(
    folder,
    files,
    clock,
    await loadSqlite(options.loadWasm),
  );
  const notices = [...databaseNotices];
  const database = openDatabase(sql);
  const steps = stepsFile(folder, files);
  const jobs = jobRows(database, options.parseJob, log, steps);
  const areJobsReadable = isReadable(jobs);
  if (!areJobsReadable) {
    jobs.clear();
    notices.push(tell({ code: 'jobs_of_another_release' }, storeWords));
  }

  const journal = await openJournal({ ...options, after: jobs.lastSeq() });
  const { records, damaged, end } = journal.found;
  if (end.wholeSize < end.size)
    log.warn(`The last line of ${end.file} was cut short by a crash and was removed.`);
  for (const { file, line, why, job } of damaged) {
    notices.push(tell({ code: 'journal_line_damaged', file, line, job, reason: why }, storeWords));
  }

  /** A storage folder that was removed is not made again for a snapshot or a backup, which nobody would find there. */
  const ownFiles: Files = {
    ...files,
    async createFolder(path) {
      journal.assertOwner();
      await files.createFolder(path);
    },
  };

  const noticed = new Emitter<ToldTrouble<StoreTrouble>>();
  const saver = autosave(database, {
    folder,
    files,
    clock,
    log,
    assertOwner: journal.assertOwner,
    prepare: () => jobs.prepare(),
    complete: () => jobs.complete(),
    onTrouble: (notice) => noticed.fire(notice),
  });
  if (!areJobsReadable) database.touch();
  const pins = pinRows(database, options.parsePin, log);
  const sites = siteRows(database);
  for (const record of records) {
    if (record.kind === 'PIN_TRUSTED') pins.set(record.data);
    if (record.kind === 'SITE_SET') sites.set(record.data);
  }

  return {
    journal,
    jobRows: jobs,
    inventoryRows: inventoryRows(database, options.parseDevice, log),
    pinRows: pins,
    siteRows: sites,
    snapshotFiles: snapshotFiles(snapshotFolder(folder), { ...options, files: ownFiles }),
    backupFiles: backupFiles(folder, ownFiles),
    loginMemory: loginMemory(folder, files, log, journal.assertOwner),
    notices,
    onNotice: noticed.event,
    damaged,
    recordsAfter: (seq) => records.filter((record) => record.seq > seq),
    hasRoom: () => isRoomOnDisk(files, folder),
    flush: saver.flush,
    async close() {
      await saver.close();
      steps.close();
      journal.close();
      database.close();
    },
  };
}

function isReadable(jobs: StoredJobRows): boolean {
  try {
    jobs.all();
    return true;
  } catch {
    return false;
  }
}

/** What saves cut short by a crash have left behind. It only takes room, so that the next start will do, too. */
async function removeTemporaries(files: Files, folder: string, log: Log): Promise<void> {
  try {
    for (const name of await files.list(folder)) {
      if (name.endsWith(TEMPORARY_SUFFIX)) await files.remove(join(folder, name));
    }
  } catch (error) {
    log.warn(`Temporary files in ${folder} could not be removed: ${reasonOf(error)}.`);
  }
}
