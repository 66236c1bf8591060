/** The database with 10,000 devices: its size, and its saving: export, temporary file, fsync, rename, the generation before kept. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder, openBenchStore } from './parts/benchStorage.ts';
import { manyDevices } from './parts/manyRows.ts';
import { longestBlock } from './parts/longestBlock.ts';
import { elapsed, repeated, report } from './parts/measure.ts';

const RUNS = 7;

const devices = manyDevices(10_000);
const folder = benchFolder();
const store = await openBenchStore(folder);
const writes = await repeated(RUNS, () => elapsed(() => store.inventoryRows.upsert(devices)));

const saves = await repeated(RUNS, async () => {
  store.inventoryRows.upsert(devices.slice(0, 1));
  return longestBlock(() => store.flush());
});
await store.close();

report([
  { what: '10,000 devices written into the database', unit: 'ms', runs: writes },
  { what: 'database with 10,000 devices saved', unit: 'ms', runs: saves.map(({ totalMs }) => totalMs) },
  { what: 'database saved: longest block', unit: 'ms', runs: saves.map(({ blockMs }) => blockMs) },
  {
    what: 'database with 10,000 devices',
    unit: 'MB',
    budget: 20,
    runs: [statSync(join(folder, 'state.db')).size / 1e6],
  },
]);
