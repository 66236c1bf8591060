/** Is somebody else at work on the device? docs/PANOS.md "Jobs". */
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import { showJobs } from '../../panos/commands/device.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';

/** To be asked before the upgrade has started any job of its own. */
export const deviceJobs: Check = {
  id: 'device_jobs',
  defaultPolicy: 'block',
  run: async ({ ask }) => judgeJobs(await ask(showJobs)),
};

/**
 * The jobs that must not meet an upgrade: software and configuration. Content updates install every few minutes on
 * many devices and are not in the way.
 */
const IN_THE_WAY: ReadonlySet<string> = new Set([
  'downld',
  'swinstall',
  'install',
  'commit',
  'commitall',
  'autocom',
]);

/** Whether this job keeps the device's software or configuration busy: not finished, and of a kind that does. */
export function isInTheWay(job: DeviceJob): boolean {
  return job.status !== 'finished' && IN_THE_WAY.has(job.type.toLowerCase());
}

function judgeJobs(jobs: readonly DeviceJob[]): Finding {
  const others = jobs.filter(isInTheWay);
  if (others.length === 0) return pass('No download, install or commit of anybody else is running.');
  const names = namesOf(others.map((job) => `${describeJob(job)} (${job.status})`));
  return fail(`The device is busy with ${names}. Wait until it has ended, then start again.`);
}

/** `Commit job 42 of admin`. */
export function describeJob(job: DeviceJob): string {
  return `${job.type} job ${job.id} of ${job.user ?? 'a user the device does not name'}`;
}
