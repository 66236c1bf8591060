/** The database with 10,000 devices: its size, and its saving: export, temporary file, fsync, rename, the generation before kept. */
import { statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { systemClock } from '../../src/ports/systemClock.ts';
import { benchFolder, openBenchStore } from './benchStorage.ts';
import { manyDevices } from './manyRows.ts';
import { elapsed, repeated, report } from './measure.ts';

const RUNS = 7;
/** What the monitor itself adds to every reading. */
const RESOLUTION_MS = 1;

const devices = manyDevices(10_000);
const folder = benchFolder();
const store = await openBenchStore(folder);
const writes = await repeated(RUNS, () => elapsed(() => store.inventoryRows.upsert(devices)));

const saves = await repeated(RUNS, async () => {
  store.inventoryRows.upsert(devices.slice(0, 1));
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  // What comes before the monitor's first turn is not seen.
  await systemClock.sleep(5);
  const tookMs = await elapsed(() => store.flush());
  await systemClock.sleep(10);
  delay.disable();
  return { tookMs, blockMs: delay.max / 1e6 - RESOLUTION_MS };
});
await store.close();

report([
  { what: '10,000 devices written into the database', unit: 'ms', runs: writes },
  { what: 'database with 10,000 devices saved', unit: 'ms', runs: saves.map(({ tookMs }) => tookMs) },
  { what: 'database saved: longest block', unit: 'ms', runs: saves.map(({ blockMs }) => blockMs) },
  {
    what: 'database with 10,000 devices',
    unit: 'MB',
    budget: 20,
    runs: [statSync(join(folder, 'state.db')).size / 1e6],
  },
]);
