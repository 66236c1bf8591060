/** Carries one job from where the journal says it is to its end: plans once, then runs its steps. */
import { showSoftware, showSystemInfo } from '../panos/commands.ts';
import type { DeviceClient } from '../panos/client.ts';
import { isDeviceError } from '../panos/errors.ts';
import { planUpgrade } from '../planning/plan.ts';
import type { UpgradePaths } from '../planning/upgradePaths.ts';
import type { Clock } from '../ports/clock.ts';
import type { CheckSettings } from '../validation/readiness.ts';
import type { Margins } from '../validation/compare.ts';
import type { SnapshotFiles } from '../validation/snapshot.ts';
import { CancelRequested, causeOf, type StepContext, type StepResult } from '../workflow/context.ts';
import type { WorkflowLimits } from '../workflow/patience.ts';
import { planSteps } from '../workflow/planSteps.ts';
import { runSteps, type StepsOutcome } from '../workflow/runSteps.ts';
import type { StepState } from '../workflow/stepState.ts';
import type { Job, Run } from './job.ts';
import type { JobBook } from './jobBook.ts';
import type { JobStops } from './jobStops.ts';

export interface CarryParts {
  readonly book: JobBook;
  readonly clock: Clock;
  readonly limits: WorkflowLimits;
  readonly checks: CheckSettings;
  readonly margins: Margins;
  readonly snapshots: SnapshotFiles;
  /** @throws UserError when the address cannot be used. */
  clientFor(run: Run): DeviceClient;
  /** @throws UserError when the user's table cannot be read. */
  upgradePaths(): Promise<UpgradePaths>;
  /** Resolves at once, or when the paused engine is resumed or the job is cancelled. */
  whenResumed(stops: JobStops): Promise<void>;
}

/** @throws EngineClosing, StorageLostError: stop without writing anything. */
export async function carryJob(parts: CarryParts, id: string, stops: JobStops): Promise<void> {
  const { book } = parts;
  if (jobOf(book, id).status === 'queued') book.append({ kind: 'JOB_STARTED', job: id, data: {} });
  const outcome = (await planOnce(parts, id, stops)) ?? (await runJobSteps(parts, id, stops));
  book.append({ kind: 'JOB_ENDED', job: id, data: outcome });
}

const nothingDone: StepsOutcome = { ending: 'cancelled', message: 'Cancelled before anything was done.' };

/** Null when the plan stands; otherwise why there is none. */
async function planOnce(parts: CarryParts, id: string, stops: JobStops): Promise<StepsOutcome | null> {
  const job = jobOf(parts.book, id);
  if (job.steps.length > 0) return null;
  const run = firstRun(job);
  await parts.whenResumed(stops);
  if (jobOf(parts.book, id).cancelRequested) return nothingDone;
  try {
    const client = parts.clientFor(run);
    const info = await client.read(showSystemInfo, { signal: stops.cancelled });
    if (info.serial !== run.serial) {
      const message = `${run.address} is the device ${info.serial} and not ${run.serial}. Nothing was done; discover again.`;
      return { ending: 'failed', message };
    }
    const listed = await client.read(showSoftware, { signal: stops.cancelled });
    const plan = planUpgrade({ currentVersion: info.swVersion, paths: await parts.upgradePaths(), listed });
    if (!plan.ok) return { ending: plan.kind === 'illegal' ? 'failed' : 'skipped', message: plan.reason };
    parts.book.append({
      kind: 'PLAN_FIXED',
      job: id,
      serial: run.serial,
      data: {
        startingVersion: info.swVersion,
        path: [...plan.path],
        steps: planSteps(run.serial, plan.hops),
      },
    });
    return null;
  } catch (error) {
    const why = causeOf(error, stops.cancelled);
    if (why instanceof CancelRequested) return nothingDone;
    if (isDeviceError(why)) return { ending: 'failed', message: `${why.message} Nothing was changed.` };
    throw why;
  }
}

function runJobSteps(parts: CarryParts, id: string, stops: JobStops): Promise<StepsOutcome> {
  const { book } = parts;
  return runSteps({
    dryRun: jobOf(book, id).dryRun,
    steps: () => jobOf(book, id).steps,
    cancelRequested: () => jobOf(book, id).cancelRequested,
    atSafePoint: () => parts.whenResumed(stops),
    contextFor: (step, stopsAtOnce) =>
      stepContext(parts, id, step, stops.closing, stopsAtOnce ? stops.cancelled : stops.closing),
    begin: (step) => book.append({ ...placeOf(id, step), kind: 'STEP_BEGIN', data: {} }),
    end: (step, { ending, message, facts }: StepResult) =>
      book.append({ ...placeOf(id, step), kind: 'STEP_END', data: { ending, message, facts: facts ?? {} } }),
  });
}

function stepContext(
  parts: CarryParts,
  id: string,
  step: StepState,
  closing: AbortSignal,
  stop: AbortSignal,
): StepContext {
  const { book, clock, limits, checks, margins, snapshots } = parts;
  const job = jobOf(book, id);
  const run = job.runs.find((candidate) => candidate.serial === step.serial) ?? firstRun(job);
  return {
    job: id,
    client: parts.clientFor(run),
    clock,
    limits,
    checks,
    margins,
    snapshots,
    step: () => jobOf(book, id).steps.find((candidate) => candidate.id === step.id) ?? step,
    steps: () => jobOf(book, id).steps,
    record: (entry) => void book.append({ ...entry, ...placeOf(id, step) }),
    live: (percent, message) => book.showLive(id, { stepId: step.id, percent, message }),
    closing,
    stop,
  };
}

function placeOf(job: string, step: StepState): { job: string; serial: string; step: string } {
  return { job, serial: step.serial, step: step.id };
}

function jobOf(book: JobBook, id: string): Job {
  const job = book.get(id);
  if (job === undefined) throw new Error(`Job ${id} is gone.`);
  return job;
}

function firstRun(job: Job): Run {
  const run = job.runs[0];
  if (run === undefined) throw new Error(`Job ${job.id} has no device.`);
  return run;
}
