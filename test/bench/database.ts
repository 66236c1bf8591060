/** Saving the database with 10,000 devices: export, temporary file, fsync, rename, the generation before kept. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceSchema } from '../../src/inventory/device.ts';
import { jobSchema } from '../../src/jobs/job.ts';
import { silentLog } from '../../src/ports/log.ts';
import { systemClock } from '../../src/ports/systemClock.ts';
import { nodeFiles } from '../../src/store/files.ts';
import { openStore } from '../../src/store/openStore.ts';
import { snapshotSchema } from '../../src/validation/snapshot.ts';
import { entrySchema, StorageLostError } from '../../src/workflow/record.ts';
import { manyDevices } from './manyRows.ts';
import { elapsed, repeated, report } from './measure.ts';

const folder = await mkdtemp(join(tmpdir(), 'panos-bench-database-'));
const store = await openStore({
  ...{ folder, files: nodeFiles, clock: systemClock, log: silentLog, owner: 'bench' },
  loadWasm: () => readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')),
  parseEntry: (value) => entrySchema.parse(value),
  parseJob: (value) => jobSchema.parse(value),
  parseDevice: (value) => deviceSchema.parse(value),
  parseSnapshot: (value) => snapshotSchema.parse(value),
  storageLost: (message) => new StorageLostError(message),
});
const devices = manyDevices(10_000);
const writes = [await elapsed(() => store.inventoryRows.upsert(devices))];
await store.flush();

const blocks: number[] = [];
const saves = await repeated(7, async () => {
  store.inventoryRows.upsert(devices.slice(0, 1));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // What comes before the monitor's first turn is not seen.
  await systemClock.sleep(5);
  const time = await elapsed(() => store.flush());
  await systemClock.sleep(10);
  delay.disable();
  blocks.push(delay.max / 1e6 - 1);
  return time;
});
await store.close();
await rm(folder, { recursive: true });
report([
  { what: '10,000 devices written into the database', unit: 'ms', runs: writes },
  { what: 'database with 10,000 devices saved', unit: 'ms', runs: saves },
  { what: 'database saved: longest block', unit: 'ms', runs: blocks.slice(1) },
]);
