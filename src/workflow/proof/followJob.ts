/** Follows one background job of the device to its end. docs/PANOS.md "Jobs". */
import { showJob } from '../../panos/commands/device.ts';
import { DeviceError } from '../../panos/errors.ts';
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import type { StepContext } from '../context.ts';
import { isOfType } from './deviceWords.ts';
import { noSoundAnswer } from '../noSoundAnswer.ts';
import { holdLogins } from '../patience.ts';
import { JOB_LIMIT_MS, JOB_POLL_MS, POLL_TIMEOUT_MS } from '../timeLimits.ts';
import { startStopwatch } from '../stopwatch.ts';

export type JobEnd =
  | { readonly kind: 'ok'; readonly job: DeviceJob }
  | { readonly kind: 'fail'; readonly job: DeviceJob; readonly details: string }
  /** Nothing can be said of it: the number belongs to other work or to none, or it ended without a result. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** No end within the limits; `why` says which limit and what was last seen. */
  | { readonly kind: 'gave_up'; readonly why: string };

export interface JobToFollow {
  readonly id: number;
  /** The device's word for this kind of work: `Downld`, `SWInstall`. */
  readonly type: string;
  /** Device clock before it was asked for; a job queued earlier is another one. */
  readonly notBefore: number | null;
  readonly label: string;
}

/** The device's clock and its job times are in whole seconds. */
const CLOCK_SLACK_MS = 5_000;
/** Right after it was enqueued a job may not be listed yet; later its absence means something. */
const MISSING_POLLS = 3;

/** @throws the signal's reason when the step is stopped; the job on the device goes on. */
export async function followJob(context: StepContext, wanted: JobToFollow): Promise<JobEnd> {
  const { limits } = context;
  const watch = startStopwatch(context);
  const login = holdLogins(context);
  let changedAt = 0;
  let last: string | null = null;
  let missing = 0;
  /** Why it could not be asked, since it was last seen. */
  let unasked: DeviceError | null = null;
  for (;;) {
    const job = await poll(context, wanted.id);
    if (job instanceof DeviceError) {
      unasked = job;
      await login.hold(job);
      context.live(null, `${wanted.label}: asking again. ${noSoundAnswer(job, 'The device')}`);
    } else if (job === null) {
      missing += 1;
      if (missing >= MISSING_POLLS)
        return { kind: 'unknown', why: `The device does not list job ${wanted.id}.` };
    } else {
      missing = 0;
      unasked = null;
      const whyNot = whyNotOurs(job, wanted);
      if (whyNot !== null) return { kind: 'unknown', why: whyNot };
      if (job.status === 'finished') return ended(job);
      const seen = `${job.status}, ${job.progress ?? 'no'} %`;
      if (seen !== last) changedAt = watch.elapsedMs();
      last = seen;
      context.live(job.progress, `${wanted.label}: ${job.progress ?? 0} %`);
    }
    const why = whyGivenUp(watch.elapsedMs(), changedAt, limits.jobStallTimeoutMs, unasked);
    if (why !== null) {
      const lastSeen = last === null ? 'It was never seen.' : `Last seen: ${last}.`;
      return { kind: 'gave_up', why: `Job ${wanted.id} ${why} ${lastSeen}` };
    }
    await watch.sleep(JOB_POLL_MS);
  }
}

/** Of a job that could not be looked at nobody knows whether it made progress. */
function whyGivenUp(
  elapsedMs: number,
  changedAt: number,
  stallLimitMs: number,
  unasked: DeviceError | null,
): string | null {
  const last = unasked === null ? '' : ` ${noSoundAnswer(unasked, 'The device')}`;
  if (elapsedMs - changedAt >= stallLimitMs) {
    const minutes = Math.round((elapsedMs - changedAt) / 60_000);
    const what = unasked === null ? 'made no progress' : 'was not seen to make progress';
    return `${what} for ${minutes} minutes.${last}`;
  }
  return elapsedMs >= JOB_LIMIT_MS ? `had not ended after ${JOB_LIMIT_MS / 3_600_000} hours.${last}` : null;
}

async function poll(context: StepContext, id: number): Promise<DeviceJob | null | DeviceError> {
  try {
    return await context.client.read(showJob(id), {
      signal: context.stop,
      attempts: 1,
      timeoutMs: POLL_TIMEOUT_MS,
    });
  } catch (error) {
    context.stop.throwIfAborted();
    // Reset connections, 403 and HTML are normal while a device is busy; the stall limit ends the wait.
    if (error instanceof DeviceError) return error;
    throw error;
  }
}

function whyNotOurs(job: DeviceJob, wanted: JobToFollow): string | null {
  if (!isOfType(job, wanted.type)) return `Job ${job.id} is of type ${job.type}, not ${wanted.type}.`;
  const early =
    wanted.notBefore !== null && job.queuedAt !== null && job.queuedAt < wanted.notBefore - CLOCK_SLACK_MS;
  return early ? `Job ${job.id} was queued before ours was asked for.` : null;
}

function ended(job: DeviceJob): JobEnd {
  if (job.result === 'ok') return { kind: 'ok', job };
  if (job.result !== 'fail') return { kind: 'unknown', why: `Job ${job.id} ended without saying how.` };
  return { kind: 'fail', job, details: job.details.join(' ').trim() };
}
