/**
 * Is it really back? "It answers" is not enough: the version must be the expected one and the boot must be
 * finished. docs/PANOS.md "Restart and readiness".
 */
import { showChassisReady, showJobs, showSystemInfo } from '../../panos/commands/device.ts';
import type { DeviceReading } from '../../inventory/readings.ts';
import type { SystemInfo } from '../../panos/answers/systemInfo.ts';
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import { showProcesses } from '../../panos/commands/readiness.ts';
import { isDeviceError } from '../../panos/errors.ts';
import { describeJob, isInTheWay } from '../../validation/checks/deviceJobs.ts';
import { namesOf } from '../../validation/namesOf.ts';
import { createBootPoll, type BootPoll } from './bootPoll.ts';
import { type BootWatch, phaseOf, RUNS, startBootWatch } from './bootWatch.ts';
import type { StepContext } from '../context.ts';
import { reasonGiven } from '../downloadFailure.ts';
import type { BootPhase } from '../notBack.ts';
import { done, failed, type StepResult } from '../stepResult.ts';
import { AUTO_COMMIT_APPEARS_MS } from '../timeLimits.ts';
import { isOfType } from './deviceWords.ts';
import { settle } from './settling.ts';
import type { StepState } from '../stepState.ts';
import type { WorkflowTrouble } from '../workflowTroubles.ts';

type Readiness =
  | { readonly kind: 'ready'; readonly proof: string }
  | NotYet
  | { readonly kind: 'wrong'; readonly trouble: WorkflowTrouble };

interface NotYet {
  readonly kind: 'not_yet';
  readonly phase: BootPhase;
  /** What moves within the phase: see BootWatch. */
  readonly moves?: string;
  readonly why: string;
  /** What holds the device back is only that the best proof cannot be seen: what lasts for so long is proof, too, or is said. */
  readonly enough?: { readonly afterMs: number; readonly said: string };
}

/** Waits until the step's device is ready on the step's version, then until it has settled. */
export async function proveBack(context: StepContext): Promise<StepResult> {
  const device = createBootPoll(context);
  const watch = startBootWatch(context, context.limits.rebootReadyTimeoutMs);
  let lastsSince: number | null = null;
  let said: DeviceReading[] = [];
  const onInfo = ({ serial, swVersion, uptimeSeconds, deviceClock }: SystemInfo): void => {
    said = [{ serial, at: device.askedAt(), swVersion, boot: { uptimeSeconds, deviceClock } }];
  };
  for (;;) {
    const seen = await look(device, context.step(), watch, onInfo);
    if (seen.kind === 'wrong') return { ...failed(seen.trouble), readings: said };
    if (seen.kind === 'ready') return back(context, `: ${seen.proof}.`, said);
    watch.saw(seen.phase, seen.moves);
    lastsSince = seen.enough === undefined ? null : (lastsSince ?? watch.waitedMs());
    if (seen.enough !== undefined) {
      const lasted = watch.waitedMs() - (lastsSince ?? 0) >= seen.enough.afterMs;
      if (lasted || watch.isOver()) return back(context, seen.enough.said, said);
    }
    if (watch.isOver()) {
      const minutes = Math.round(watch.waitedMs() / 60_000);
      return failed({ code: 'not_back', how: 'not_ready', minutes, ...watch.seen(), why: seen.why });
    }
    context.live(null, `booting: ${seen.why}`);
    await watch.pause();
  }
}

async function back(context: StepContext, proof: string, readings: DeviceReading[]): Promise<StepResult> {
  const { version } = context.step();
  await settle(context, context.limits.rebootStabilizationDelayMs, `back on ${version}`);
  return done(`Back on ${version}${proof}`, { swVersion: version }, readings);
}

/** @param onInfo called with what the step's device has just said of itself. */
async function look(
  device: BootPoll,
  { serial, version }: StepState,
  watch: BootWatch,
  onInfo: (info: SystemInfo) => void,
): Promise<Readiness> {
  const info = await device.ask(showSystemInfo);
  if (info === null) return notYet(phaseOf(device.lastError()), device.lastWords());
  if (info.serial !== serial) {
    return { kind: 'wrong', trouble: { code: 'other_device', found: info.serial, at: serial } };
  }
  onInfo(info);
  if (info.swVersion !== version) {
    const runs = info.swVersion;
    return { kind: 'wrong', trouble: { code: 'wrong_version', runs, expected: version } };
  }
  if (info.uptimeSeconds !== null) watch.isOldBy(info.uptimeSeconds * 1000 - watch.waitedMs());
  const jobs = await device.ask(showJobs);
  if (jobs === null) return notYet(phaseOf(device.lastError()), device.lastWords());
  const autoCommit = newestAutoCommit(jobs);
  return autoCommit === undefined ? withoutAutoCommit(device, jobs) : byAutoCommit(autoCommit);
}

function byAutoCommit({ id, status, result, progress, details }: DeviceJob): Readiness {
  if (status !== 'finished') {
    const moves = status === 'running' ? RUNS : `${id} ${status} ${progress ?? ''}`;
    const at = progress === null ? '' : ` (${progress} %)`;
    return { ...notYet('auto_commit', `the auto-commit is still running${at}.`), moves };
  }
  if (result === 'ok') return { kind: 'ready', proof: 'the auto-commit ended well' };
  // A first AutoCom may fail and be followed by one that works.
  return {
    ...notYet('auto_commit', `the auto-commit failed: ${reasonGiven(details.join(' '))}`),
    moves: `${id} failed`,
  };
}

async function withoutAutoCommit(device: BootPoll, jobs: readonly DeviceJob[]): Promise<Readiness> {
  const ready = await device.ask(showChassisReady);
  if (ready === 'yes') return { kind: 'ready', proof: 'the chassis is ready' };
  const error = device.lastError();
  if (ready === null && !isDeviceError(error, 'device_refused', 'not_authorized')) {
    return notYet(phaseOf(error), device.lastWords());
  }
  return ready === 'no' ? notYet('system', 'the chassis is not ready.') : byProcesses(device, jobs);
}

/** The device knows no `chassis-ready`, or says something new: whatever else can be seen of a boot that has ended. */
async function byProcesses(device: BootPoll, jobs: readonly DeviceJob[]): Promise<Readiness> {
  const work = jobs.find(isInTheWay);
  if (work !== undefined) return notYet('system', `it works on ${describeJob(work)}.`);
  const processes = await device.ask(showProcesses);
  const error = device.lastError();
  if (processes === null && !isDeviceError(error, 'device_refused', 'not_authorized', 'not_an_answer')) {
    return notYet(phaseOf(error), device.lastWords());
  }
  const starting = processes?.filter(({ running }) => !running) ?? [];
  if (starting.length > 0) {
    return notYet('system', `${namesOf(starting.map(({ name }) => name))} not running yet.`);
  }
  const why = 'it cannot be seen whether the auto-commit has ended.';
  if (processes !== null && jobs.length >= FULL_JOB_LIST) {
    const said =
      ': newer jobs have pushed the auto-commit off its list, none of them runs, and all processes do.';
    // Seen twice: processes come up one after the other.
    return { ...notYet('system', why), enough: { afterMs: 1, said } };
  }
  const seen = processes === null ? 'No job runs on it' : 'No job runs on it, and all its processes do';
  const said = `. It could not be seen whether its auto-commit has ended: it lists none, and does not say whether the chassis is ready. ${seen}.`;
  return { ...notYet('system', why), enough: { afterMs: AUTO_COMMIT_APPEARS_MS, said } };
}

const notYet = (phase: BootPhase, why: string): NotYet => ({ kind: 'not_yet', phase, why });

function newestAutoCommit(jobs: readonly DeviceJob[]): DeviceJob | undefined {
  return jobs.filter((job) => isOfType(job, 'AutoCom')).sort((a, b) => b.id - a.id)[0];
}

/** A device lists about 29 jobs (docs/PANOS.md "Jobs"). */
const FULL_JOB_LIST = 25;
