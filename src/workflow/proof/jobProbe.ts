/** Did a request for a background job arrive? Asked of the device after a crash or a lost answer. */
import { showJobs, showSystemInfo } from '../../panos/commands/device.ts';
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import { describeJob, isInTheWay } from '../../validation/checks/deviceJobs.ts';
import { compareBoots } from './bootComparison.ts';
import type { StepContext } from '../context.ts';
import { isOfType } from './deviceWords.ts';
import type { Probe } from '../effect.ts';
import { bootReading } from './evidence.ts';
import { JOB_SETTLE_MS } from '../timeLimits.ts';
import type { Evidence } from '../journalRecord.ts';

/**
 * Looks for a job of `type` that is newer than the evidence, twice a settle time apart before saying no.
 * Job numbers start again at boot, so a device that restarted since gives `cannot_tell`.
 */
export async function probeForJob(context: StepContext, evidence: Evidence, type: string): Promise<Probe> {
  for (const look of ['first', 'second'] as const) {
    const info = await context.client.read(showSystemInfo, { signal: context.stop });
    const boot = compareBoots(evidence, bootReading(info, context.clock.now()));
    if (boot !== 'same_boot') {
      return {
        kind: 'cannot_tell',
        known: `The device runs ${info.swVersion} and may have restarted since.`,
      };
    }
    const jobs = await context.client.read(showJobs, { signal: context.stop });
    const [ours] = jobs
      .filter((job) => isOfType(job, type) && isNewer(job, evidence))
      .sort((a, b) => a.id - b.id);
    if (ours !== undefined) {
      return { kind: 'happened', deviceJob: ours.id, why: `Found its job ${ours.id} on the device.` };
    }
    const other = jobs.find((job) => isNewer(job, evidence) && isInTheWay(job));
    if (other !== undefined) {
      return {
        kind: 'cannot_tell',
        known: `It works on ${describeJob(other)}, which may be the one asked for.`,
      };
    }
    if (!reachesBack(jobs, evidence)) {
      return {
        kind: 'cannot_tell',
        known: 'Its list of jobs does not reach back to the moment of the request.',
      };
    }
    if (look === 'first') {
      context.live(null, 'asking the device again whether the request arrived');
      await context.clock.sleep(JOB_SETTLE_MS, context.stop);
    }
  }
  return { kind: 'not_happened', why: `The device has no ${type} job since the intent.` };
}

/** The device lists its newest thirty jobs or so; absence means something only if older ones are still listed. An empty list is no witness. */
function reachesBack(jobs: readonly DeviceJob[], { newestDeviceJob }: Evidence): boolean {
  return newestDeviceJob !== null && jobs.some((job) => job.id <= newestDeviceJob);
}

function isNewer(job: DeviceJob, evidence: Evidence): boolean {
  return job.id > (evidence.newestDeviceJob ?? 0);
}
