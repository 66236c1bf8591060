/**
 * From nothing to an engine that answers, as at the extension's activation: storage opened, jobs and inventory read;
 * and how long the extension's bundle takes to load. With an empty store, with 10,000 devices, and with as many ended jobs.
 */
import { execFileSync } from 'node:child_process';
import type { Engine } from '../../src/engine/engineContract.ts';
import { filledFolder, openBenchEngine } from './parts/benchStorage.ts';
import { elapsed, repeated, report } from './parts/measure.ts';

const MANY = 10_000;
const RUNS = 7;

function opening(folder: string): Promise<number[]> {
  return repeated(RUNS, async () => {
    let engine: Engine | undefined;
    const time = await elapsed(async () => {
      engine = await openBenchEngine(folder);
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

report([
  {
    what: 'the bundle loads',
    unit: 'ms',
    runs: await repeated(RUNS, async () => bundleLoad()),
    note: 'minified, no code cache',
  },
  {
    what: 'engine opens, empty store',
    unit: 'ms',
    budget: 50,
    runs: await opening(await filledFolder(0, 0)),
  },
  {
    what: 'engine opens, 10,000 devices',
    unit: 'ms',
    budget: 150,
    runs: await opening(await filledFolder(MANY, 0)),
  },
  {
    what: 'engine opens, 10,000 devices and 10,000 ended jobs',
    unit: 'ms',
    runs: await opening(await filledFolder(MANY, MANY)),
  },
]);
