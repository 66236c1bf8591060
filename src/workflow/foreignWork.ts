/**
 * The device has the last word about other people: a download, install or commit that is not ours (another
 * engineer, another tool, another window) must not be mixed with an effect of ours.
 */
import { describeJob, isInTheWay } from '../validation/deviceJobsCheck.ts';
import type { StepContext } from './context.ts';
import { readDeviceNow, type DeviceNow } from './evidence.ts';
import { FOREIGN_WORK_LIMIT_MS, FOREIGN_WORK_POLL_MS } from './patience.ts';

/**
 * Waits until nobody else works on the device.
 * @returns the device as it is then, or the reason why the effect must not be sent: another installation at
 *   once, anything else when it has not ended in time.
 */
export async function readWhenIdle(
  context: StepContext,
): Promise<DeviceNow | { readonly blockedBy: string }> {
  const deadline = context.clock.now() + FOREIGN_WORK_LIMIT_MS;
  for (;;) {
    const now = await readDeviceNow(context);
    const job = now.jobs.find(isInTheWay);
    if (job === undefined) return now;
    const work = describeJob(job);
    if (job.type === 'SWInstall')
      return { blockedBy: `somebody else is installing software on it: ${work}.` };
    if (context.clock.now() >= deadline) {
      return { blockedBy: `it is still busy with ${work} after ${FOREIGN_WORK_LIMIT_MS / 60_000} minutes.` };
    }
    context.live(null, `waiting for ${work}`);
    await context.clock.sleep(FOREIGN_WORK_POLL_MS, context.stop);
  }
}
