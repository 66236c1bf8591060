/**
 * The device has the last word about other people: a download, install or commit that is not ours (another
 * engineer, another tool, another window) must not be mixed with an effect of ours.
 */
import { describeJob, isInTheWay } from '../../validation/checks/deviceJobs.ts';
import type { StepContext } from '../context.ts';
import { isOfType } from './deviceWords.ts';
import { readDeviceNow, type DeviceNow } from './evidence.ts';
import { FOREIGN_WORK_LIMIT_MS, FOREIGN_WORK_POLL_MS } from '../timeLimits.ts';
import { startStopwatch } from '../stopwatch.ts';

/**
 * Waits until nobody else works on the device.
 * @returns the device as it is then, or the reason why the effect must not be sent: another installation at
 *   once, anything else when it has not ended in time.
 */
export async function readWhenIdle(
  context: StepContext,
): Promise<DeviceNow | { readonly blockedBy: string }> {
  const { serial } = context.step();
  const watch = startStopwatch(context.clock, context.stop);
  for (;;) {
    const now = await readDeviceNow(context);
    if (now.info.serial !== serial) {
      return { blockedBy: `another device (${now.info.serial}) answers at the address of ${serial}.` };
    }
    const job = now.jobs.find(isInTheWay);
    if (job === undefined) return now;
    const work = describeJob(job);
    if (isOfType(job, 'SWInstall'))
      return { blockedBy: `somebody else is installing software on it: ${work}.` };
    if (watch.elapsedMs() >= FOREIGN_WORK_LIMIT_MS) {
      return { blockedBy: `it is still busy with ${work} after ${FOREIGN_WORK_LIMIT_MS / 60_000} minutes.` };
    }
    context.live(null, `waiting for ${work}`);
    await context.safePoint();
    await watch.sleep(FOREIGN_WORK_POLL_MS);
  }
}
