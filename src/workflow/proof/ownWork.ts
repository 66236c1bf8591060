/** Which of the jobs on a device are ours: asked for by this job or an earlier one, in this boot of the device. */
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import type { OwnRequest } from '../ownRequest.ts';
import { JOB_SETTLE_MS } from '../timeLimits.ts';
import { compareBoots } from './bootComparison.ts';
import { isOfType } from './deviceWords.ts';
import type { DeviceNow } from './evidence.ts';

/** The device's clock and its job times are in whole seconds. */
const CLOCK_SLACK_MS = 5_000;

/**
 * Recognised by its number where the device gave it, and otherwise by its kind and time: a request whose answer was lost may
 * be carried out late.
 * @returns the request of ours that made the job; undefined for anybody else's.
 */
export function requestBehind(
  job: DeviceJob,
  { evidence: now }: Pick<DeviceNow, 'evidence'>,
  requests: readonly OwnRequest[],
): OwnRequest | undefined {
  return requests.find(({ type, effect }) => {
    const { evidence, deviceJob, answered } = effect;
    if (!isOfType(job, type) || evidence === null || hasNeverLeft(effect)) return false;
    // Numbers start again at boot.
    if (compareBoots(evidence, now) !== 'same_boot') return false;
    const [asked, queued] = [evidence.deviceClock, job.queuedAt];
    if (asked !== null && queued !== null && queued < asked - CLOCK_SLACK_MS) return false;
    if (deviceJob !== null) return deviceJob === job.id;
    const isLate = asked !== null && queued !== null && queued > asked + JOB_SETTLE_MS;
    return !answered && !isLate && job.id > (evidence.newestDeviceJob ?? 0);
  });
}

/** Nothing can come late of a request that did not leave us, each time it was tried. */
function hasNeverLeft({ phase, attempts, deviceJob }: OwnRequest['effect']): boolean {
  return phase === 'not_happened' && attempts === 0 && deviceJob === null;
}
