/**
 * What an upgrade costs the machine: whole upgrades of two hops in virtual time, on a disk in memory. How whole fleets do
 * is measured by `fleet`.
 */
import { isOpen } from '../../src/jobs/job.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { Rig } from '../support/rig.ts';
import { standalone } from '../support/sampleSpec.ts';
import { report } from './parts/measure.ts';

const DEVICES = Number(process.argv[2] ?? 230);
const { workers } = defaultSettings;

const serials = Array.from({ length: DEVICES }, (_, index) => `0079${String(index).padStart(8, '0')}`);
const rig = new Rig({
  firewalls: serials.map((serial, index) => standalone({ serial, hostname: `fw-${index}` })),
  settings: { ...defaultSettings, workers: { ...workers, queueSize: DEVICES } },
});
const engine = await rig.start();
await rig.discover(engine);

const cpu = process.cpuUsage();
for (const serial of serials) {
  const submission = engine.submitUpgrade({ serial, dryRun: false, by: 'bench' });
  if (!submission.ok) throw new Error(submission.reason);
}
const ended = new Set<string>();
engine.jobs.onDidChange((job) => {
  if (!isOpen(job)) ended.add(job.id);
});
await rig.clock.run(() => ended.size === DEVICES, 40 * 86_400_000);
const used = process.cpuUsage(cpu);

const failed = engine.jobs.all().find(({ status }) => status !== 'completed');
if (failed !== undefined) throw new Error(`An upgrade ended ${failed.status}.`);
report([
  {
    what: 'CPU per upgraded device, two hops',
    unit: 'ms',
    budget: 100,
    runs: [(used.user + used.system) / 1000 / DEVICES],
    note: 'the simulated devices included',
  },
]);
await engine.close();
