/**
 * Pre-staging 230 firewalls for real: engine, files, TLS and pins here, the devices in another process, time at sixty
 * times its speed. What was really fetched is read from the devices' effect log.
 */
import type { Engine } from '../../src/engine/engineContract.ts';
import { isOpen } from '../../src/jobs/job.ts';
import type { SurveyRow } from '../../src/jobs/survey/downloadSurveyRow.ts';
import type { EffectEntry } from '../../src/simulator/device/effectLog.ts';
import { scaledClock } from '../../src/simulator/time/scaledClock.ts';
import { BRANCH_PATHS, branchFirewalls, type BranchKind } from '../support/branchFleet.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { CREDENTIALS } from '../support/sampleSpec.ts';
import { benchFolder, openBenchEngine } from './parts/benchStorage.ts';
import type { FleetSeen } from './parts/branchFleetServer.ts';
import { type Blocking, longestBlock } from './parts/longestBlock.ts';
import { elapsed, report, type Measure } from './parts/measure.ts';
import { startBranchFleet } from './parts/startBranchFleet.ts';

const SPEED = 60;
const WORKERS = 20;

/** What Preview has to say of each kind. */
const EXPECTED: Readonly<Record<BranchKind, string>> = {
  stages: 'ready',
  partly_there: 'ready',
  fails_once: 'ready',
  all_there: 'all_present',
  no_path: 'no_path',
  no_room: 'no_room',
  disconnected: 'disconnected',
  unreachable: 'unreachable',
};

const firewalls = branchFirewalls();
const serials = firewalls.map(({ spec }) => spec.serial);
const fleet = await startBranchFleet(SPEED);
const clock = scaledClock(fleet.time);
const engine = await openBenchEngine(benchFolder(), {
  clock,
  settings: {
    ...defaultSettings,
    panorama: { ...defaultSettings.panorama, host: fleet.endpoints[0]?.address ?? '' },
    workers: { max: WORKERS, queueSize: 1000 },
    download: { maxConcurrent: WORKERS, maxConcurrentPerGroup: WORKERS },
  },
  credentials: async () => ({ kind: 'password', ...CREDENTIALS }),
  upgradePaths: async () => JSON.stringify(BRANCH_PATHS),
});
for (const { address, fingerprint } of fleet.endpoints) engine.trust({ address, fingerprint });

const signal = new AbortController().signal;
const discovery = await phase('discovery', () => engine.discover({ signal, onProgress: () => undefined }));

// They were there when the fleet was discovered and are gone when it is staged.
await fleet.lose(firewalls.filter(({ kind }) => kind === 'unreachable').map(({ spec }) => spec.serial));
const rows: SurveyRow[] = [];
const onRow = (index: number, row: SurveyRow): void => void (rows[index] = row);
const preview = await phase('Preview', () => engine.surveyDownloads({ serials, signal, onRow }));

const ready = rows.filter(({ outcome }) => outcome.kind === 'ready').map(({ serial }) => serial);
const blocks: Blocking[] = [];
const staging = await phase('staging', async () => {
  const ended = allEnded(engine, ready.length);
  const submitted = await longestBlock(() => engine.submitDownloads({ serials: ready, by: 'bench' }));
  blocks.push(submitted, await longestBlock(() => ended));
});
const { effects } = await fleet.look();
const jobs = engine.jobs.all();
globalThis.gc?.();
const heapMb = process.memoryUsage().heapUsed / 1e6;
await engine.close();
fleet.stop();

report([
  ...figuresOf(discovery, firewalls.length),
  ...figuresOf(preview, firewalls.length),
  ...figuresOf(staging, ready.length),
  { what: 'staging: longest block', unit: 'ms', runs: [Math.max(...blocks.map(({ blockMs }) => blockMs))] },
  {
    what: 'memory at most',
    unit: 'MB',
    runs: [process.resourceUsage().maxRSS / 1000],
    note: 'of the whole process',
  },
  { what: 'heap in use at the end', unit: 'MB', runs: [heapMb] },
  ...makespans(),
  ...verdicts(),
]);

interface Phase {
  readonly name: string;
  readonly tookMs: number;
  readonly cpuMs: number;
  readonly requests: number;
  /** Calls of Panorama by their words. */
  readonly panorama: readonly (readonly [string, number])[];
}

/** What some work cost this process and asked of the devices. */
async function phase(name: string, work: () => Promise<unknown>): Promise<Phase> {
  const before: FleetSeen = await fleet.look();
  const cpu = process.cpuUsage();
  const tookMs = await elapsed(work);
  const used = process.cpuUsage(cpu);
  const after = await fleet.look();
  return {
    name,
    tookMs,
    cpuMs: (used.user + used.system) / 1000,
    requests: after.requests - before.requests,
    panorama: Object.entries(after.panorama)
      .map(([call, count]) => [call, count - (before.panorama[call] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  };
}

/** Resolves when so many jobs have ended. */
function allEnded({ jobs: book }: Engine, count: number): Promise<void> {
  const ended = new Set<string>();
  return new Promise((resolve) => {
    book.onDidChange((job) => {
      if (!isOpen(job)) ended.add(job.id);
      if (ended.size === count) resolve();
    });
  });
}

function figuresOf({ name, tookMs, cpuMs, requests, panorama }: Phase, devices: number): Measure[] {
  return [
    { what: `${name}, ${devices} devices: in all`, unit: 's', runs: [tookMs / 1000], note: 'real time' },
    { what: `${name}: CPU per device`, unit: 'ms', runs: [cpuMs / devices], note: 'without the simulator' },
    { what: `${name}: requests per device`, unit: '', runs: [requests / devices] },
    ...panorama.map(([call, count]): Measure => ({
      what: `${name}: Panorama: ${call}`,
      unit: '',
      runs: [count],
    })),
  ];
}

/** In simulated time: from the submission to the last end, and how much of it could have been less. */
function makespans(): Measure[] {
  const times = jobs.map(({ createdAt, startedAt, endedAt }) => {
    if (startedAt === null || endedAt === null) throw new Error('A job has not ended.');
    return { createdAt, startedAt, endedAt };
  });
  const begin = Math.min(...times.map(({ createdAt }) => createdAt));
  const makespan = Math.max(...times.map(({ endedAt }) => endedAt)) - begin;
  const transfers = firewalls.map(({ spec }) =>
    transferMs(effects.filter(({ serial }) => serial === spec.serial)),
  );
  const bound = Math.max(total(transfers) / WORKERS, ...transfers);
  // After the last start nothing waits any more, and workers may idle.
  const lastStart = Math.max(...times.map(({ startedAt }) => startedAt));
  const busy = total(times.map(({ startedAt, endedAt }) => Math.min(endedAt, lastStart) - startedAt));
  return [
    { what: 'makespan, simulated', unit: 's', runs: [makespan / 1000], note: `${WORKERS} workers` },
    {
      what: 'makespan over the transfers alone, over the workers',
      unit: 'times',
      runs: [makespan / bound],
      note: 'what no tool can beat',
    },
    {
      what: 'time of all workers while jobs waited, over their work',
      unit: 'times',
      runs: [((lastStart - begin) * WORKERS) / busy],
      budget: 1.01,
    },
  ];
}

function total(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}

/** How long a device was busy with fetching images, also in vain. */
function transferMs(own: readonly EffectEntry[]): number {
  const begun = own.filter(({ what }) => what === 'download_started');
  return total(
    begun.map(({ job, at }) => {
      const end = own.find((entry) => entry.job === job && entry.what !== 'download_started');
      return end === undefined ? 0 : end.at - at;
    }),
  );
}

/** What must not be otherwise, however fast it was. */
function verdicts(): Measure[] {
  const zero = (what: string, count: number): Measure => ({ what, unit: '', runs: [count], budget: 0 });
  const wrongRows = firewalls.filter(({ kind }, index) => {
    const outcome = rows[index]?.outcome;
    return (outcome?.kind === 'skipped' ? outcome.why : outcome?.kind) !== EXPECTED[kind];
  });
  const wrongDevices = firewalls.filter(({ spec, toFetch }) => {
    const fetched = effects.filter(
      ({ serial, what }) => serial === spec.serial && what === 'download_finished',
    );
    return fetched.map(({ version }) => version).join() !== toFetch.join();
  });
  const begun = effects.filter(({ what }) => what === 'download_started').length;
  const images = total(firewalls.map(({ toFetch }) => toFetch.length));
  const failing = firewalls.filter(({ kind }) => kind === 'fails_once').length;
  const others = effects.filter(({ what }) => !what.startsWith('download_') && what !== 'ha_state');
  const calls = total(staging.panorama.map(([, count]) => count));
  return [
    zero('devices of which Preview said something else', wrongRows.length),
    {
      ...zero('devices that did not fetch each image exactly once', wrongDevices.length),
      note: `${images} images in all`,
    },
    zero('downloads begun beyond those and the failing ones', begun - images - failing),
    zero('other effects on devices', others.length),
    zero('jobs that did not complete', jobs.filter(({ status }) => status !== 'completed').length),
    { what: 'calls of Panorama while staging', unit: '', runs: [calls], budget: 1 },
  ];
}
