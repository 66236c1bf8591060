/**
 * What is worked out twice a second while a fleet of 10,000 is staged: the counts of the downloads, what stands above
 * the Fleet page, a piece of its rows, the status bar item.
 */
import { Inventory } from '../../src/inventory/inventory.ts';
import { downloadStatus } from '../../src/jobs/outcome/downloadStatus.ts';
import { JobBook } from '../../src/jobs/jobBook.ts';
import { fleetHead, fleetRow } from '../../src/vscode/panels/fleet/fleetTable.ts';
import { statusBarLook } from '../../src/vscode/statusBar/statusBarLook.ts';
import { NewestJobs } from '../../src/jobs/newestJobs.ts';
import { fakeEngine } from '../unit/vscode/fakeEngine.ts';
import { manyDownloads } from './parts/manyDownloads.ts';
import { manyDevices } from './parts/manyRows.ts';
import { processorMs, repeated, report, type Measure } from './parts/measure.ts';

const MANY = 10_000;
const WORKERS = 20;
const RUNS = 7;
const CALLS = 20;
const BUDGET_MS = 16;

const devices = manyDevices(MANY);
const inventory = new Inventory({ all: () => devices, upsert: () => undefined }, new Map());
const jobs = manyDownloads(MANY, MANY / 2, WORKERS);
const neverWritten = (): never => {
  throw new Error('Nothing is written here.');
};
const book = new JobBook(
  { append: neverWritten },
  { all: () => jobs, save: neverWritten, lastSeq: () => 0 },
  [],
  { holdAfterFailures: 3, onePairFirst: true },
);
for (const { id, status } of jobs)
  if (status === 'active')
    book.showLive(id, { stepId: 'hop1.download', percent: 40, message: 'Downloading' });
const engine = { ...fakeEngine(), inventory, jobs: book };
const now = (jobs.at(-1)?.createdAt ?? 0) + 10_000;
const newest = new NewestJobs();
/** As many as are sent to the page in one piece, some of them at work. */
const shown = devices.slice(MANY / 2, MANY / 2 + 250);

/** As after a record of a job: nothing is remembered of before. */
async function measured(what: string, work: () => unknown): Promise<Measure> {
  const afterAChange = (): void => {
    newest.forget();
    work();
  };
  const runs = await repeated(RUNS, async () => processorMs(afterAChange, CALLS));
  return { what, unit: 'ms', budget: BUDGET_MS, runs, note: 'processor time' };
}

function rows(): void {
  const jobOf = newest.ofReal(book);
  for (const device of shown) fleetRow(engine, device, jobOf.get(device.serial));
}

report([
  await measured('10,000 download jobs counted', () => downloadStatus(book, now)),
  await measured('above the Fleet page, 10,000 devices', () =>
    fleetHead(engine, newest.ofReal(book), { now, isSimulated: false }),
  ),
  await measured('250 rows of the Fleet page', rows),
  await measured('status bar item, 10,000 jobs', () => statusBarLook('owner', engine, null, now, String)),
]);
