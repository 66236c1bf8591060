/**
 * Downloads for a whole fleet, queued at once on the real disk: how long the editor stands still; and what every look
 * for the next job costs while thousands of them wait for a thin link.
 */
import { Inventory } from '../../src/inventory/inventory.ts';
import { mayStartNow } from '../../src/jobs/work/downloadLimits.ts';
import { JobBook } from '../../src/jobs/jobBook.ts';
import { Workers } from '../../src/jobs/work/workers.ts';
import { silentLog } from '../../src/ports/log.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { filledFolder, openBenchEngine } from './parts/benchStorage.ts';
import { type Blocking, longestBlock } from './parts/longestBlock.ts';
import { manyDownloads } from './parts/manyDownloads.ts';
import { manyDevices } from './parts/manyRows.ts';
import { processorMs, repeated, report, type Measure } from './parts/measure.ts';

const MANY = 10_000;
const BUDGET_MS = 16;

/** In a storage of its own. */
async function submission(count: number): Promise<Blocking> {
  const engine = await openBenchEngine(await filledFolder(count, 0), {
    settings: { ...defaultSettings, workers: { max: 20, queueSize: count } },
  });
  // The jobs themselves would reach no device here.
  engine.pause();
  const serials = engine.inventory.devices().map(({ serial }) => serial);
  let queued = 0;
  const blocking = await longestBlock(async () => {
    queued = (await engine.submitDownloads({ serials, by: 'bench' })).queued.length;
  });
  await engine.close();
  if (queued !== count) throw new Error(`${queued} of ${count} jobs were queued.`);
  return blocking;
}

async function submissions(count: number): Promise<Measure[]> {
  const runs = await repeated(3, () => submission(count));
  const what = `${count.toLocaleString('en')} downloads queued`;
  return [
    {
      what: `${what}: longest block`,
      unit: 'ms',
      budget: BUDGET_MS,
      runs: runs.map(({ blockMs }) => blockMs),
    },
    { what: `${what}: in all`, unit: 'ms', runs: runs.map(({ totalMs }) => totalMs) },
  ];
}

/** One link, filled already: workers are free, and every job that waits is asked whether it may start. */
function lookForNext(): () => void {
  const { download } = defaultSettings;
  const devices = manyDevices(MANY).map((device) => ({ ...device, deviceGroup: 'branches' }));
  const inventory = new Inventory({ all: () => devices, upsert: () => undefined }, new Map());
  const jobs = manyDownloads(MANY, 0, download.maxConcurrentPerGroup);
  const untouched = (): never => {
    throw new Error('Nothing is written here.');
  };
  const rows = { all: () => jobs, save: untouched, lastSeq: () => 0 };
  const workers = new Workers({
    book: new JobBook({ append: untouched }, rows, [], { holdAfterFailures: 3, onePairFirst: true }),
    leftOf: () => ({ members: [], isHalfUpgraded: false }),
    log: silentLog,
    max: 50,
    mayStart: (job, atWork) => mayStartNow(job, atWork, download, inventory),
    carry: () => new Promise(() => undefined),
    onHalt: untouched,
    whenRoom: untouched,
    onNoRoom: untouched,
    onRoom: untouched,
  });
  // Those that were at work are taken up again.
  workers.fill();
  if (workers.busy !== download.maxConcurrentPerGroup) throw new Error(`${workers.busy} jobs were started.`);
  return () => workers.fill();
}

const look = lookForNext();
report([
  ...(await submissions(1_000)),
  ...(await submissions(MANY)),
  {
    what: 'look for the next of 10,000 jobs that all have to wait',
    unit: 'ms',
    budget: BUDGET_MS,
    runs: await repeated(7, async () => processorMs(look, 20)),
    note: 'processor time',
  },
]);
