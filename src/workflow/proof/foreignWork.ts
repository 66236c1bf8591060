/**
 * The device has the last word about other people: a download, install or commit that is not ours (another
 * engineer, another tool, another window) must not be mixed with an effect of ours.
 */
import { describeJob, isInTheWay } from '../../validation/checks/deviceJobs.ts';
import type { StepContext } from '../context.ts';
import { isOfType } from './deviceWords.ts';
import { readDeviceNow, type DeviceNow } from './evidence.ts';
import { FOREIGN_WORK_LIMIT_MS, FOREIGN_WORK_POLL_MS } from '../timeLimits.ts';
import type { Obstacle } from '../obstacles.ts';
import { startStopwatch } from '../stopwatch.ts';

/**
 * Waits until nobody else works on the device.
 * @returns the device as it is then, or the reason why the effect must not be sent: another installation at
 *   once, anything else when it has not ended in time.
 */
export async function readWhenIdle(
  context: StepContext,
): Promise<DeviceNow | { readonly blockedBy: Obstacle }> {
  const { serial } = context.step();
  const watch = startStopwatch(context);
  for (;;) {
    const now = await readDeviceNow(context);
    if (now.info.serial !== serial) {
      return { blockedBy: { code: 'other_device', found: now.info.serial, at: serial } };
    }
    const job = now.jobs.find(isInTheWay);
    if (job === undefined) return now;
    const work = describeJob(job);
    if (isOfType(job, 'SWInstall')) return { blockedBy: { code: 'device_busy', how: 'installing', work } };
    if (watch.elapsedMs() >= FOREIGN_WORK_LIMIT_MS) {
      const minutes = FOREIGN_WORK_LIMIT_MS / 60_000;
      return { blockedBy: { code: 'device_busy', how: 'working', work, minutes } };
    }
    context.live(null, `waiting for ${work}`);
    await context.safePoint();
    await watch.sleep(FOREIGN_WORK_POLL_MS);
  }
}
