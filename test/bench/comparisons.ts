/**
 * The comparison of a device with 100,000 routes and as many forwarding entries, from the snapshot files to the page,
 * the diff editor and the CSV file: how long the editor stands still. Once nothing has changed, once everything.
 */
import { comparedTables } from '../../src/exchange/comparedTables.ts';
import { formatComparisonReport } from '../../src/exchange/comparisonReport.ts';
import { createJobComparisons, type JobComparison } from '../../src/jobs/outcome/jobComparison.ts';
import { silentLog } from '../../src/ports/log.ts';
import { systemClock } from '../../src/ports/systemClock.ts';
import { snapshotFiles } from '../../src/store/snapshotFiles.ts';
import { compareSnapshots } from '../../src/validation/comparison/comparisonRules.ts';
import { type Snapshot, snapshotSchema } from '../../src/validation/comparison/snapshot.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { memoryDisk } from '../support/memoryFiles.ts';
import { job, step } from '../support/sampleJob.ts';
import { blockMeasures } from './parts/blockMeasures.ts';
import { report } from './parts/measure.ts';
import { sn } from '../support/serials.ts';

const ENTRIES = 100_000;

const pause = (): Promise<void> => systemClock.sleep(0);

/** @param third of every address: another one makes every entry another. */
function tables(third: number): Snapshot {
  const places = Array.from({ length: ENTRIES }, (_, index) => ({
    destination: `10.${index & 255}.${third + (index >> 16)}.${(index >> 8) & 255}/32`,
    nexthop: '10.0.0.1',
    interface: 'ethernet1/1',
  }));
  return {
    serial: sn('001'),
    at: 0,
    swVersion: '10.2.10',
    tcpSessions: 1000,
    routes: places.map((place) => ({ ...place, virtualRouter: 'default', flags: 'A S' })),
    fib: places.map((place) => ({ ...place, router: 'default', flags: 'ug' })),
    arp: [],
    interfaces: [],
    bgpPeers: [],
    tunnels: [],
    licences: [],
    userId: [],
    contentVersion: '8832-8912',
  };
}

const parts = { files: memoryDisk().attach(), clock: systemClock, log: silentLog };
const snapshots = snapshotFiles('/snapshots', {
  ...parts,
  parseSnapshot: (value) => snapshotSchema.parse(value),
});
const upgrade = job({
  steps: (['pre_snapshot', 'post_snapshot', 'compare'] as const).map((kind) =>
    step({ id: `001.hop1.${kind}`, kind, state: 'done', facts: { passed: false } }),
  ),
});

/** From the files, each time: what was kept of the time before is another engine's. */
async function fromFiles(): Promise<JobComparison> {
  const comparisonOf = createJobComparisons({
    jobs: { get: () => upgrade },
    snapshots,
    margins: defaultSettings.validation,
    clock: systemClock,
  });
  const comparison = await comparisonOf(upgrade.id, { hop: 1, member: null });
  if (comparison === null) throw new Error('A snapshot file is missing.');
  return comparison;
}

const before = tables(0);
const same = structuredClone(before);
const others = tables(100);
const { validation: margins } = defaultSettings;
await snapshots.save(`${upgrade.id}/001.hop1.pre_snapshot`, before);
await snapshots.save(`${upgrade.id}/001.hop1.post_snapshot`, others);
const comparison = await fromFiles();
const differences = comparison.differences.length;
if (differences !== 4 * ENTRIES) throw new Error(`${differences} differences`);

report([
  ...(await blockMeasures('200,000 entries, none differs', () =>
    compareSnapshots(before, same, margins, pause),
  )),
  ...(await blockMeasures('200,000 entries, all differ', () =>
    compareSnapshots(before, others, margins, pause),
  )),
  ...(await blockMeasures('the same from the files, in words', fromFiles)),
  ...(await blockMeasures('100,000 routes side by side', () => comparedTables(comparison, 'routes', pause))),
  ...(await blockMeasures('400,000 differences as CSV', () => formatComparisonReport(comparison, pause))),
]);
