/**
 * A whole fleet upgraded in one bulk, in virtual time, with the real store on a real disk: whether the night is as short
 * as the devices allow, and whether a device costs the same in a fleet of any size.
 *
 *   npm run bench -- fleet           230 devices
 *   npm run bench -- fleet 2000
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { startOwner } from '../../src/engine/ownerEngine.ts';
import { isOpen } from '../../src/jobs/job.ts';
import { silentLog } from '../../src/ports/log.ts';
import { seededRng } from '../../src/ports/rng.ts';
import { createFleet } from '../../src/simulator/fleet.ts';
import { parseFleetSpec } from '../../src/simulator/spec/fleetSpec.ts';
import { VIRTUAL_EPOCH, VirtualClock } from '../../src/simulator/time/virtualClock.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { CREDENTIALS } from '../support/sampleSpec.ts';
import { simulatorTransport } from '../support/simulatorTransport.ts';
import { loadWasm } from '../unit/store/storePieces.ts';
import { benchFolder } from './parts/benchStorage.ts';
import { fleetBound } from './parts/fleetBound.ts';
import { report, type Measure } from './parts/measure.ts';
import { simulatorShare } from './parts/processorShare.ts';
import { realDisk } from './parts/realDisk.ts';
import { FLEET_PATHS, upgradedFleet } from './parts/upgradedFleet.ts';

const DEVICES = Number(process.argv[2] ?? 230);
const WORKERS = 50;
/** Requests differ by up to so much: otherwise all that begin together would be answered in one turn of the event loop. */
const NETWORK_MS = 40;
const YEAR_MS = 365 * 86_400_000;

const heapAtStart = heapAfterGc();
const processAtStart = process.memoryUsage().rss;
const { spec, targets, failing } = upgradedFleet(DEVICES);
const disk = realDisk();
const clock = new VirtualClock(VIRTUAL_EPOCH, disk.settle);
const fleet = createFleet(parseFleetSpec(spec), { clock, rng: seededRng(1) });
const folder = benchFolder();
const network = seededRng(3);

const night = await upgradeAll();
const peak = process.resourceUsage().maxRSS * 1000;
// The engine is gone, and what is left of the heap is the simulated devices'.
const simulated = heapAfterGc() - heapAtStart;
const { timing } = fleet.spec;
const bound = fleetBound(
  fleet.log.all(),
  targets,
  new Map(fleet.spec.firewalls.map(({ serial, version }) => [serial, version])),
  {
    workers: WORKERS,
    readyMs: 1000 * (timing.htmlSeconds + timing.noAuthenticationSeconds + timing.autoComSeconds),
  },
);
report(measures());

interface Night {
  readonly makespanMs: number;
  readonly cpuMs: number;
  /** The simulated devices' part of it: 0 to 1. */
  readonly simulatedShare: number;
  readonly requests: number;
  /** Of four looks after collecting. */
  readonly mostInUse: number;
  readonly completed: number;
}

async function upgradeAll(): Promise<Night> {
  const engine = await startOwner(
    {
      folder,
      files: disk.files,
      settings: {
        ...defaultSettings,
        panorama: { ...defaultSettings.panorama, host: fleet.panorama.address },
        workers: { max: WORKERS, queueSize: DEVICES },
        // Those that fail are to fail, and not to hold the others.
        bulk: { ...defaultSettings.bulk, holdAfterFailures: 0 },
      },
      clock: disk.pausing(clock),
      rng: seededRng(2),
      log: silentLog,
      owner: 'bench',
      transport: () => simulatorTransport(fleet, { onCall: () => clock.sleep(network.next() * NETWORK_MS) }),
      credentials: async () => ({ kind: 'password', ...CREDENTIALS }),
      versionHashes: async () => null,
      upgradePaths: async () => JSON.stringify(FLEET_PATHS),
      loadWasm,
    },
    async () => undefined,
  );
  await clock.drive(engine.discover({ signal: new AbortController().signal, onProgress: () => undefined }));

  const ended = new Set<string>();
  engine.jobs.onDidChange((job) => {
    if (!isOpen(job)) ended.add(job.id);
  });
  const requestsBefore = requests();
  const begin = clock.now();
  const cpu = process.cpuUsage();
  let mostInUse = 0;
  const simulatedShare = await simulatorShare(async () => {
    disk.beginTurns();
    const request = { targets, dryRun: false, allowPreemption: false, by: 'bench' };
    const { queued } = await clock.drive(engine.submitUpgrades(request));
    if (queued.length !== targets.length) throw new Error(`${queued.length} jobs were queued.`);
    for (const part of [0.25, 0.5, 0.75, 1]) {
      await clock.run(() => ended.size >= part * targets.length, YEAR_MS);
      mostInUse = Math.max(mostInUse, heapAfterGc());
      disk.skipTurn();
    }
  });
  const used = process.cpuUsage(cpu);
  const makespanMs = clock.now() - begin;
  const completed = engine.jobs.all().filter(({ status }) => status === 'completed').length;
  await clock.drive(engine.close());
  return {
    makespanMs,
    cpuMs: (used.user + used.system) / 1000,
    simulatedShare,
    requests: requests() - requestsBefore,
    mostInUse,
    completed,
  };
}

function measures(): Measure[] {
  const { makespanMs, cpuMs, simulatedShare } = night;
  const { journal, database, others, saves } = disk.written;
  const what = `${DEVICES.toLocaleString('en')} devices`;
  return [
    {
      what: `${what}: makespan over the bound`,
      unit: 'times',
      runs: [makespanMs / bound.boundMs],
      budget: 1.03,
      note: `${seconds(makespanMs)}; own work over ${WORKERS} workers ${seconds(bound.ownWorkMs / WORKERS)}, longest chain ${seconds(bound.longestChainMs)}`,
    },
    {
      what: `${what}: CPU per device`,
      unit: 'ms',
      runs: [(cpuMs * (1 - simulatedShare)) / DEVICES],
      budget: 100,
      note: `without the simulated devices, which took ${Math.round(100 * simulatedShare)} % of ${Math.round(cpuMs / DEVICES)} ms`,
    },
    { what: `${what}: requests per device`, unit: '', runs: [night.requests / DEVICES] },
    {
      what: `${what}: memory at most`,
      unit: 'MB',
      runs: [(peak - simulated) / 1e6],
      budget: DEVICES <= 230 ? 200 : 600,
      note: `of the process, ${megabytes(processAtStart)} of it before the engine; ${megabytes(simulated)} that the simulated devices had in use are taken off`,
    },
    {
      what: `${what}: memory in use at most`,
      unit: 'MB',
      runs: [(night.mostInUse - heapAtStart - simulated) / 1e6],
      note: 'of four looks after collecting; what was loaded before and the simulated devices apart',
    },
    {
      what: `${what}: costliest turn`,
      unit: 'ms',
      runs: [disk.costliestTurnMs()],
      budget: 16,
      note: 'processor time, the simulated devices included',
    },
    {
      what: `${what}: written per device`,
      unit: 'kB',
      runs: [(journal + database + others) / 1000 / DEVICES],
      note: `journal ${megabytes(journal)}, database ${megabytes(database)} in ${saves} saves, others ${megabytes(others)}`,
    },
    { what: `${what}: database`, unit: 'MB', runs: [statSync(join(folder, 'state.db')).size / 1e6] },
    {
      what: `${what}: upgrades that did not complete`,
      unit: '',
      runs: [targets.length - night.completed],
      budget: failing,
      note: `of ${targets.length}; ${failing} were to fail`,
    },
  ];
}

function requests(): number {
  let count = 0;
  for (const { calls } of fleet.devices.values()) count += calls.times.length;
  return count;
}

function heapAfterGc(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000).toLocaleString('en')} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumSignificantDigits: 3 })} MB`;
}
