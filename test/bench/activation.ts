/**
 * From nothing to an engine that answers, as at the extension's activation: storage opened, jobs and inventory read;
 * and how long the extension's bundle takes to load. With an empty store, with 10,000 devices, and with as many ended jobs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../src/engine.ts';
import type { Engine } from '../../src/engineContract.ts';
import { deviceSchema } from '../../src/inventory/device.ts';
import { jobSchema } from '../../src/jobs/job.ts';
import { createHttpsTransport } from '../../src/panos/httpsTransport.ts';
import { silentLog } from '../../src/ports/log.ts';
import { systemClock } from '../../src/ports/systemClock.ts';
import { systemRng } from '../../src/ports/rng.ts';
import { nodeFiles } from '../../src/store/files.ts';
import { openStore } from '../../src/store/openStore.ts';
import { snapshotSchema } from '../../src/validation/snapshot.ts';
import { entrySchema, StorageLostError } from '../../src/workflow/record.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { elapsed, repeated, report } from './measure.ts';
import { manyDevices, manyEndedJobs } from './manyRows.ts';

const MANY = 10_000;
const RUNS = 7;

const loadWasm = (): Promise<Uint8Array> =>
  readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));

function open(folder: string): Promise<Engine> {
  return startEngine({
    folder,
    settings: defaultSettings,
    clock: systemClock,
    rng: systemRng,
    log: silentLog,
    owner: 'bench',
    transport: (pinFor) => createHttpsTransport({ pinFor }),
    credentials: async () => null,
    upgradePaths: async () => null,
    loadWasm,
  });
}

const folders: string[] = [];
async function storeWith(devices: number, jobs: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'panos-bench-store-'));
  folders.push(folder);
  const store = await openStore({
    ...{ folder, files: nodeFiles, clock: systemClock, log: silentLog, owner: 'bench', loadWasm },
    parseEntry: (value) => entrySchema.parse(value),
    parseJob: (value) => jobSchema.parse(value),
    parseDevice: (value) => deviceSchema.parse(value),
    parseSnapshot: (value) => snapshotSchema.parse(value),
    storageLost: (message) => new StorageLostError(message),
  });
  store.inventoryRows.upsert(manyDevices(devices));
  for (const job of manyEndedJobs(jobs)) store.jobRows.save(job, 1);
  await store.close();
  return folder;
}

function opening(folder: string): Promise<number[]> {
  return repeated(RUNS, async () => {
    let engine: Engine | undefined;
    const time = await elapsed(async () => {
      engine = await open(folder);
      engine.inventory.devices();
      engine.jobs.all();
    });
    await engine?.close();
    return time;
  });
}

/** In a Node of its own, with an editor that does nothing. */
function bundleLoad(): number {
  const script = `
    const Module = require('node:module');
    const nothing = () => new Proxy(class {}, { get: (target, name) => name in target ? target[name] : nothing() });
    const load = Module._load;
    Module._load = (name, ...rest) => name === 'vscode' ? nothing() : load(name, ...rest);
    const begin = performance.now();
    require('./dist/extension.cjs');
    console.log(performance.now() - begin);`;
  return Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

const empty = await storeWith(0, 0);
const full = await storeWith(MANY, 0);
const longHistory = await storeWith(MANY, MANY);
const saved = await stat(join(full, 'state.db'));

report([
  {
    what: 'the bundle loads',
    unit: 'ms',
    runs: await repeated(RUNS, async () => bundleLoad()),
    note: 'minified, no code cache',
  },
  { what: 'engine opens, empty store', unit: 'ms', budget: 50, runs: await opening(empty) },
  { what: 'engine opens, 10,000 devices', unit: 'ms', budget: 150, runs: await opening(full) },
  {
    what: 'engine opens, 10,000 devices and 10,000 ended jobs',
    unit: 'ms',
    runs: await opening(longHistory),
  },
  { what: 'database with 10,000 devices', unit: 'MB', budget: 20, runs: [saved.size / 1e6] },
]);
for (const folder of folders) await rm(folder, { recursive: true });
