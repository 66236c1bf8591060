/** Carries one job from where the journal says it is to its end: plans once, then runs its steps. */
import type { Clock } from '../ports/clock.ts';
import type { KnownHash } from '../planning/knownHashes.ts';
import type { Margins } from '../validation/compare.ts';
import type { CheckSettings } from '../validation/readiness.ts';
import type { SnapshotFiles } from '../validation/snapshot.ts';
import { CancelRequested, type StepContext, type StepResult } from '../workflow/context.ts';
import type { WorkflowLimits } from '../workflow/patience.ts';
import { runSteps, type StepsOutcome } from '../workflow/runSteps.ts';
import type { StepState } from '../workflow/stepState.ts';
import type { Job } from './job.ts';
import type { JobBook } from './jobBook.ts';
import type { JobStops } from './jobStops.ts';
import { successMessage } from './successMessage.ts';
import { planJob } from './planJob.ts';
import { nothingDone, type PlanParts } from './planParts.ts';

export interface CarryParts extends PlanParts {
  /** The checksums by which images are judged. @throws UserError when the user's file of them cannot be used. */
  knownHashes(): Promise<readonly KnownHash[]>;
  readonly clock: Clock;
  readonly limits: WorkflowLimits;
  readonly checks: CheckSettings;
  readonly margins: Margins;
  readonly snapshots: SnapshotFiles;
  /** Resolves at once, or when the paused engine is resumed or the job is cancelled. */
  whenResumed(stops: JobStops): Promise<void>;
  isPaused(): boolean;
}

/**
 * Takes the job up and appends its end.
 * @throws EngineClosing, StorageLostError: stop without writing anything. UserError: the job cannot be planned.
 */
export async function carryJob(parts: CarryParts, id: string, stops: JobStops): Promise<void> {
  const { book } = parts;
  if (jobOf(book, id).status === 'queued') book.append({ kind: 'JOB_STARTED', job: id, data: {} });
  const outcome = (await planOnce(parts, id, stops)) ?? (await runJobSteps(parts, id, stops));
  book.append({ kind: 'JOB_ENDED', job: id, data: outcome });
}

/** Null when the plan stands; otherwise how the job ends without one. */
async function planOnce(parts: CarryParts, id: string, stops: JobStops): Promise<StepsOutcome | null> {
  if (jobOf(parts.book, id).steps.length > 0) return null;
  await parts.whenResumed(stops);
  const job = jobOf(parts.book, id);
  return job.cancelRequested ? nothingDone : planJob(parts, job, stops);
}

async function runJobSteps(parts: CarryParts, id: string, stops: JobStops): Promise<StepsOutcome> {
  const { book } = parts;
  const ending = await runSteps({
    dryRun: jobOf(book, id).dryRun,
    steps: () => jobOf(book, id).steps,
    cancelRequested: () => jobOf(book, id).cancelRequested,
    atSafePoint: () => parts.whenResumed(stops),
    contextFor: (step, stopsAtOnce) =>
      stepContext(parts, id, step, stops, stopsAtOnce ? stops.cancelled : stops.closing),
    begin: (step) => book.append({ ...stepKey(id, step), kind: 'STEP_BEGIN', data: {} }),
    end: (step, { ending, message, facts }: StepResult) =>
      book.append({ ...stepKey(id, step), kind: 'STEP_END', data: { ending, message, facts: facts ?? {} } }),
  });
  return ending === 'through' ? { ending: 'completed', message: successMessage(jobOf(book, id)) } : ending;
}

function stepContext(
  parts: CarryParts,
  id: string,
  step: StepState,
  stops: JobStops,
  stop: AbortSignal,
): StepContext {
  const { book, clock, limits, checks, margins, snapshots } = parts;
  const run = jobOf(book, id).runs.find((candidate) => candidate.serial === step.serial);
  if (run === undefined) throw new Error(`Step ${step.id} is about a device that job ${id} does not have.`);
  return {
    job: id,
    hostname: run.hostname,
    client: parts.clientFor(run),
    knownHashes: () => parts.knownHashes(),
    clock,
    limits,
    checks,
    margins,
    snapshots,
    step: () => jobOf(book, id).steps.find((candidate) => candidate.id === step.id) ?? step,
    steps: () => jobOf(book, id).steps,
    record: (entry) => void book.append({ ...entry, ...stepKey(id, step) }),
    live: (percent, message) => book.showLive(id, { stepId: step.id, percent, message }),
    stop,
    async safePoint() {
      await parts.whenResumed(stops);
      if (jobOf(book, id).cancelRequested) throw new CancelRequested('Cancelled by the user.');
    },
    mayGoOn: () => !parts.isPaused() && !stops.closing.aborted && !jobOf(book, id).cancelRequested,
  };
}

function stepKey(job: string, step: StepState): { job: string; serial: string; step: string } {
  return { job, serial: step.serial, step: step.id };
}

function jobOf(book: JobBook, id: string): Job {
  const job = book.get(id);
  if (job === undefined) throw new Error(`Job ${id} is gone.`);
  return job;
}
