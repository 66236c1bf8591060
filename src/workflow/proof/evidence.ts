/** Facts read right before an effect, against which a later probe decides whether it happened. */
import { showJobs, showSystemInfo } from '../../panos/commands/device.ts';
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import type { SystemInfo } from '../../panos/answers/systemInfo.ts';
import type { BootReading } from './bootComparison.ts';
import type { StepContext } from '../context.ts';
import type { Evidence } from '../journalRecord.ts';

/** One device at one moment. */
export interface DeviceNow {
  readonly info: SystemInfo;
  readonly jobs: readonly DeviceJob[];
  readonly evidence: Evidence;
}

/** Reads who the device is and what it works on. @throws DeviceError. */
export async function readDeviceNow(context: StepContext): Promise<DeviceNow> {
  const info = await context.client.read(showSystemInfo, { signal: context.stop });
  const at = context.clock.now();
  const jobs = await context.client.read(showJobs, { signal: context.stop });
  const newest = jobs.reduce((highest, job) => Math.max(highest, job.id), 0);
  return {
    info,
    jobs,
    evidence: { ...bootReading(info, at), newestDeviceJob: newest === 0 ? null : newest },
  };
}

/** @param at our clock when the answer came, in milliseconds. */
export function bootReading(
  { serial, swVersion, uptimeSeconds, deviceClock }: SystemInfo,
  at: number,
): BootReading {
  return { serial, swVersion, uptimeSeconds, deviceClock, at };
}
