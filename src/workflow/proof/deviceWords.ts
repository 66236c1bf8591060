/** The device's own words in jobs, where they decide what happens next. docs/PANOS.md "Jobs", "Software". */
import type { DeviceJob } from '../../panos/answers/jobs.ts';

/** Letter case differs between releases. */
export function isOfType(job: DeviceJob, type: string): boolean {
  return job.type.toLowerCase() === type.toLowerCase();
}

const PASSING_TROUBLES = [
  // Usual for minutes after a boot.
  'software manager is currently in use',
  'please try again later',
  'generic communication error',
];

/** True when the device did nothing and the same request may succeed a little later. */
export function isWorthAnotherTry(details: string): boolean {
  const text = details.toLowerCase();
  return PASSING_TROUBLES.some((words) => text.includes(words));
}
