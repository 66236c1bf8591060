/** What the store's tests hand it: the real schemas and a silent log, and something to save. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { deviceSchema } from '../../../src/inventory/device.ts';
import { jobSchema } from '../../../src/jobs/job.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';
import type { Files } from '../../../src/store/files.ts';
import type { Store, StoreOptions } from '../../../src/store/openStore.ts';
import { loadSqlite, type SqlJsStatic } from '../../../src/store/sqlite.ts';
import { snapshotSchema } from '../../../src/validation/comparison/snapshot.ts';
import { entrySchema, StorageLostError } from '../../../src/workflow/journalRecord.ts';
import { pinSchema } from '../../../src/workflow/setByHand.ts';
import { sampleDevice, sampleJob, started } from './samples.ts';

export const FOLDER = '/store';

export const loadWasm = (): Promise<Uint8Array> =>
  readFile(fileURLToPath(import.meta.resolve('sql.js/dist/sql-wasm.wasm')));

export function sqlite(): Promise<SqlJsStatic> {
  return loadSqlite(loadWasm);
}

export function optionsOn(files: Files, changes: Partial<StoreOptions> = {}): StoreOptions {
  return {
    folder: FOLDER,
    files,
    clock: new VirtualClock(),
    log: silentLog,
    owner: 'a test',
    loadWasm,
    parseEntry: (value) => entrySchema.parse(value),
    parseJob: (value) => jobSchema.parse(value),
    parseDevice: (value) => deviceSchema.parse(value),
    parsePin: (value) => pinSchema.parse(value),
    parseSnapshot: (value) => snapshotSchema.parse(value),
    storageLost: (loss) => new StorageLostError(loss),
    ...changes,
  };
}

/** Device 1 and job 1 are in both saves, device 2 and job 2 only in the second. */
export async function saveTwice(store: Store): Promise<void> {
  for (const index of [1, 2]) {
    const { seq } = store.journal.append(started(sampleJob(index).id));
    store.jobRows.save(sampleJob(index), seq);
    store.inventoryRows.upsert([sampleDevice(index)]);
    await store.flush();
  }
}
