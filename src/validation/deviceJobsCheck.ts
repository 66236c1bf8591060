/** Is somebody else at work on the device? docs/PANOS.md "Jobs". */
import type { DeviceJob } from '../panos/answers/jobs.ts';
import type { CheckResult } from './checkResult.ts';

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

/** @param jobs all the device lists. Asked before this upgrade has started any of its own. */
export function checkDeviceJobs(jobs: readonly DeviceJob[]): CheckResult {
  const check = 'device_jobs';
  const others = jobs.filter(isInTheWay);
  if (others.length === 0) {
    return { check, verdict: 'pass', reason: 'No download, install or commit of anybody else is running.' };
  }
  const names = others.map((job) => `${describeJob(job)} (${job.status})`).join(', ');
  return {
    check,
    verdict: 'fail',
    reason: `The device is busy with ${names}. Wait until it has ended, then start again.`,
  };
}

/** `Commit job 42 of admin`. */
export function describeJob(job: DeviceJob): string {
  return `${job.type} job ${job.id} of ${job.user ?? 'a user the device does not name'}`;
}
