/**
 * The Devices view with 10,000 devices and as many ended jobs: everything the editor asks for at the first paint, and
 * for one device that changed. What the editor itself does with the rows is not in it.
 */
import { Inventory } from '../../src/inventory/inventory.ts';
import { silentLog } from '../../src/ports/log.ts';
import { systemClock } from '../../src/ports/systemClock.ts';
import { EngineHolder } from '../../src/vscode/engine/engineHolder.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { fakeEngine } from '../unit/vscode/fakeEngine.ts';
import { manyDevices, manyEndedJobs } from './parts/manyRows.ts';
import { repeated, report } from './parts/measure.ts';
import { newestProvider, standInForVsCode, type TreeProvider } from './parts/vscodeStandIn.ts';
import { noCredentials } from '../support/memorySecrets.ts';

const MANY = 10_000;
const RUNS = 7;

standInForVsCode();
// Only now: it imports `vscode`.
const { createDevicesTree } = await import('../../src/vscode/trees/devicesTree.ts');

const devices = manyDevices(MANY);
const inventory = new Inventory({ all: () => devices, upsert: () => undefined }, new Map());
const engine = { ...fakeEngine('owner', manyEndedJobs(MANY)), inventory };
const opened = {
  engine,
  clock: systemClock,
  settings: defaultSettings,
  simulation: null,
  credentials: noCredentials(),
};
const holder = new EngineHolder(async () => opened, systemClock, silentLog);
await holder.start();

/** Where the view remembers its grouping. */
const memory = { get: () => undefined, keys: () => [], update: async () => undefined };

async function firstPaint(): Promise<number> {
  const begin = performance.now();
  const tree = createDevicesTree(holder, memory);
  const provider = newestProvider();
  const rows = draw(provider);
  const took = performance.now() - begin;
  tree.dispose();
  if (rows !== MANY + 1) throw new Error(`${rows} rows instead of one group and ${MANY} devices`);
  return took;
}

/** The editor asks for the rows of an open group at once. @returns how many. */
function draw(provider: TreeProvider, node?: object): number {
  let rows = 0;
  for (const child of provider.getChildren(node)) {
    provider.getTreeItem(child);
    rows += 1 + draw(provider, child);
  }
  return rows;
}

/** Without the quarter of a second for which changes are collected. */
async function refresh(run: number): Promise<number> {
  const tree = createDevicesTree(holder, memory);
  const provider = newestProvider();
  draw(provider);
  const changed = new Promise<readonly object[]>((resolve) => provider.onDidChangeTreeData(resolve));
  const [device] = devices;
  if (device === undefined) throw new Error('There are no devices.');
  let begin = performance.now();
  inventory.put([{ ...device, lastSeenAt: run }]);
  let took = performance.now() - begin;
  const nodes = await changed;
  begin = performance.now();
  for (const node of nodes) provider.getTreeItem(node);
  took += performance.now() - begin;
  tree.dispose();
  return took;
}

let run = 0;
report([
  {
    what: 'Devices view, 10,000 devices: first paint',
    unit: 'ms',
    budget: 200,
    runs: await repeated(RUNS, firstPaint),
    note: 'without the editor',
  },
  {
    what: 'Devices view, 10,000 devices: one device again',
    unit: 'ms',
    budget: 20,
    runs: await repeated(RUNS, () => refresh((run += 1))),
    note: 'without the editor',
  },
]);
