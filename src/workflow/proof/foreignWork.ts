/**
 * The device has the last word about other people: a download, install or commit that is not ours (another engineer, another
 * tool, another window) must not be mixed with an effect of ours. One rule holds for all: what runs is waited for. What is
 * left of a job of ours is no stranger: it is waited for as long as it moves, or taken up where it is what is wanted.
 */
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import { showJobs } from '../../panos/commands/device.ts';
import { describeJob, isInTheWay } from '../../validation/checks/deviceJobs.ts';
import type { PairOfStep, StepContext } from '../context.ts';
import { installationNamed, isOfType } from './deviceWords.ts';
import { readDeviceNow, type DeviceNow } from './evidence.ts';
import { requestBehind } from './ownWork.ts';
import { FOREIGN_WORK_LIMIT_MS, FOREIGN_WORK_POLL_MS } from '../timeLimits.ts';
import type { Obstacle } from '../obstacles.ts';
import type { OwnRequest } from '../ownRequest.ts';
import { startStopwatch, type Stopwatch } from '../stopwatch.ts';

/** A job of ours that does already what the step would ask for. */
export interface OwnWork {
  readonly deviceJob: number;
  readonly why: string;
}

type Wanted = Pick<OwnRequest, 'type' | 'version'>;

interface Blocked {
  readonly blockedBy: Obstacle;
}

interface WaitOptions {
  /** Taken up instead of waited for. */
  readonly wanted?: Wanted | undefined;
  /** Somebody else's installation is waited for, too: nothing of ours has begun that it could undo. */
  readonly bearsInstallations?: boolean | undefined;
}

/**
 * Waits until nobody else works on the device.
 * @returns the device as it is then; or the reason why the effect must not be sent: another installation at once, anything
 *   else when it has not ended in time; or what of ours does already what is wanted.
 */
export async function readWhenIdle(
  context: StepContext,
  options?: Omit<WaitOptions, 'wanted'>,
): Promise<DeviceNow | Blocked>;
export async function readWhenIdle(
  context: StepContext,
  options: WaitOptions,
): Promise<DeviceNow | Blocked | { readonly ours: OwnWork }>;
export async function readWhenIdle(
  context: StepContext,
  options: WaitOptions = {},
): Promise<DeviceNow | Blocked | { readonly ours: OwnWork }> {
  const { serial } = context.step();
  const watch = startStopwatch(context);
  const moves = watchOwnWork(watch, context.limits.jobStallTimeoutMs);
  for (;;) {
    const now = await readDeviceNow(context);
    if (now.info.serial !== serial) {
      return { blockedBy: { code: 'other_device', found: now.info.serial, at: serial } };
    }
    const work = now.jobs.filter(isInTheWay);
    const ours = options.wanted === undefined ? null : ownWork(context, now, options.wanted);
    if (ours !== null) return { ours };
    if (work.length === 0) return now;
    const requests = context.ownRequests();
    const stranger = work.find((job) => requestBehind(job, now, requests) === undefined);
    const blockedBy =
      stranger === undefined ? moves.blockedBy(work) : blockedByStranger(stranger, watch, options);
    if (blockedBy !== null) return { blockedBy };
    const [job] = stranger === undefined ? work : [stranger];
    const whose = stranger === undefined ? ', which a job of this tool has left' : '';
    context.live(null, `waiting for ${job === undefined ? 'the device' : describeJob(job)}${whose}`);
    await context.safePoint();
    await watch.sleep(FOREIGN_WORK_POLL_MS);
  }
}

/** Waits before a suspension until nobody works on the peer, which is to take over; what it still does then is judged there. */
export async function whenPeerIdle(context: StepContext, { peer }: PairOfStep): Promise<void> {
  const watch = startStopwatch(context);
  while (watch.elapsedMs() < FOREIGN_WORK_LIMIT_MS) {
    const jobs = await peer.client.read(showJobs, { signal: context.stop });
    const work = jobs.find(isInTheWay);
    if (work === undefined) return;
    context.live(null, `waiting for ${describeJob(work)} on ${peer.hostname}`);
    await context.safePoint();
    await watch.sleep(FOREIGN_WORK_POLL_MS);
  }
}

/**
 * A job of ours that runs and is what is wanted; or the last installation on the device, where it ended well and names the
 * version. Whether an image was fetched is seen on the device itself.
 */
export function ownWork(context: StepContext, now: DeviceNow, wanted: Wanted): OwnWork | null {
  const ofType = now.jobs.filter((job) => isOfType(job, wanted.type)).toSorted((a, b) => b.id - a.id);
  const candidates = ofType.filter((job, index) => {
    const isDone = index === 0 && job.result === 'ok' && installationNamed(job.details) === wanted.version;
    return job.status !== 'finished' || isDone;
  });
  // All jobs of this window are looked through for them, at every look at the device.
  if (candidates.length === 0) return null;
  const requests = context.ownRequests().filter(({ version }) => version === wanted.version);
  for (const job of candidates) {
    const request = requestBehind(job, now, requests);
    if (request === undefined) continue;
    const who = request.job === context.job ? 'this job' : request.job;
    return { deviceJob: job.id, why: `${describeJob(job)} on the device was asked for by ${who}.` };
  }
  return null;
}

function blockedByStranger(job: DeviceJob, watch: Stopwatch, options: WaitOptions): Obstacle | null {
  const work = describeJob(job);
  if (isOfType(job, 'SWInstall') && options.bearsInstallations !== true) {
    return { code: 'device_busy', how: 'installing', work };
  }
  if (watch.elapsedMs() < FOREIGN_WORK_LIMIT_MS) return null;
  return { code: 'device_busy', how: 'working', work, minutes: FOREIGN_WORK_LIMIT_MS / 60_000 };
}

/** What is ours is waited for as long as it moves. */
function watchOwnWork(
  watch: Stopwatch,
  stallLimitMs: number,
): { blockedBy(work: readonly DeviceJob[]): Obstacle | null } {
  let last = '';
  let movedAt = 0;
  return {
    blockedBy(work) {
      const seen = work.map(({ id, status, progress }) => `${id} ${status} ${progress ?? ''}`).join();
      if (seen !== last) movedAt = watch.elapsedMs();
      last = seen;
      const stoodMs = watch.elapsedMs() - movedAt;
      const [job] = work;
      if (job === undefined || stoodMs < stallLimitMs) return null;
      return {
        code: 'device_busy',
        how: 'working',
        work: describeJob(job),
        minutes: Math.round(stoodMs / 60_000),
      };
    },
  };
}
