/** Did a request for a background job arrive? Asked of the device after a crash or a lost answer. */
import { showJobs, showSystemInfo } from '../../panos/commands/device.ts';
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import { describeJob, isInTheWay } from '../../validation/checks/deviceJobs.ts';
import { compareBoots } from './bootComparison.ts';
import type { StepContext } from '../context.ts';
import { isOfType } from './deviceWords.ts';
import type { Probe } from '../effect.ts';
import { bootReading } from './evidence.ts';
import { createIntentAge } from './intentAge.ts';
import { JOB_SETTLE_MS, settlePollMs } from '../timeLimits.ts';
import { startStopwatch } from '../stopwatch.ts';
import type { Evidence } from '../journalRecord.ts';

/**
 * Looks for a job of `type` that is newer than the evidence, until longer has passed than the device may take to make it.
 * Job numbers start again at boot, so a device that restarted since gives `cannot_tell`.
 */
export async function probeForJob(context: StepContext, evidence: Evidence, type: string): Promise<Probe> {
  const age = createIntentAge(context, evidence);
  const watch = startStopwatch(context);
  let seenUpTo = evidence.newestDeviceJob;
  for (;;) {
    const info = await context.client.read(showSystemInfo, { signal: context.stop });
    const boot = compareBoots(evidence, bootReading(info, context.clock.now()));
    if (boot !== 'same_boot') {
      return {
        kind: 'cannot_tell',
        known: `The device runs ${info.swVersion} and may have restarted since.`,
      };
    }
    // Before the jobs are read: what they show is at least so old.
    const ageMs = age.atLeastMs(info);
    const jobs = await context.client.read(showJobs, { signal: context.stop });
    const [ours] = jobs
      .filter((job) => isOfType(job, type) && isNewer(job, evidence))
      .sort((a, b) => a.id - b.id);
    if (ours !== undefined) {
      return { kind: 'happened', deviceJob: ours.id, why: `Found its job ${ours.id} on the device.` };
    }
    if (!reachesBack(jobs, seenUpTo)) {
      return {
        kind: 'cannot_tell',
        known: 'Its list of jobs does not reach back to the moment of the request.',
      };
    }
    seenUpTo = jobs.reduce((highest, job) => Math.max(highest, job.id), seenUpTo ?? 0);
    const other = jobs.find((job) => isNewer(job, evidence) && isInTheWay(job));
    if (ageMs >= JOB_SETTLE_MS) {
      if (other === undefined) break;
      if (watch.elapsedMs() >= JOB_SETTLE_MS) {
        return {
          kind: 'cannot_tell',
          known: `It works on ${describeJob(other)}, which may be the one asked for.`,
        };
      }
    }
    context.live(null, 'asking the device again whether the request arrived');
    await watch.sleep(settlePollMs(watch.elapsedMs()));
  }
  const minutes = Math.round(JOB_SETTLE_MS / 60_000);
  return {
    kind: 'not_happened',
    why: `The device has no ${type} job more than ${minutes} minutes after the intent.`,
  };
}

/** The device lists its newest thirty jobs or so; absence means something only if older ones are still listed. An empty list is no witness. */
function reachesBack(jobs: readonly DeviceJob[], seenUpTo: number | null): boolean {
  return seenUpTo !== null && jobs.some((job) => job.id <= seenUpTo);
}

function isNewer(job: DeviceJob, evidence: Evidence): boolean {
  return job.id > (evidence.newestDeviceJob ?? 0);
}
