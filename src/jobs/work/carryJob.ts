/** Carries one job from where the journal says it is to its end: plans once, then runs its steps. */
import type { KnownHash } from '../../planning/knownHashes.ts';
import type { Margins } from '../../validation/comparison/comparisonRules.ts';
import type { CheckSettings } from '../../validation/readiness/checkReadiness.ts';
import type { ReadinessSettings } from '../../validation/readiness/readinessSettings.ts';
import type { SnapshotFiles } from '../../validation/comparison/snapshot.ts';
import { CancelRequested, HandedOver, type StepContext } from '../../workflow/context.ts';
import type { BackupFiles } from '../../workflow/backupStore.ts';
import type { OnMismatch } from '../../workflow/onMismatch.ts';
import type { CountedTime } from '../../workflow/countedTime.ts';
import type { WorkflowLimits } from '../../workflow/timeLimits.ts';
import type { JobOutcome } from '../../workflow/stepResult.ts';
import { runSteps } from '../../workflow/steps/runSteps.ts';
import type { StepStops } from '../../workflow/steps/stepRules.ts';
import { stepOf, type StepState } from '../../workflow/stepState.ts';
import { patientClient } from '../../workflow/patience.ts';
import { isMemberSuspended } from '../../workflow/pair/suspendedByUs.ts';
import type { Job } from '../job.ts';
import { contentDemands } from '../contentDemands.ts';
import type { JobBook } from '../jobBook.ts';
import type { JobStops } from '../jobStops.ts';
import { ownRequests } from '../ownRequests.ts';
import { successOf } from '../outcome/success.ts';
import { endJob, type EndingParts } from '../left/endJob.ts';
import { handedOver } from './handedOver.ts';
import { createLastAnswers } from './lastAnswers.ts';
import { planJob } from '../plan/planJob.ts';
import { nothingDone, type PlanParts } from '../plan/planParts.ts';
import type { Serial } from '../../panos/serial.ts';

export interface CarryParts extends PlanParts, EndingParts {
  /** The checksums by which images are judged. @throws UserError when the user's file of them cannot be used. */
  knownHashes(): Promise<readonly KnownHash[]>;
  /** Watches the devices of a job while `work` goes on, and counts its time. */
  watch<T>(job: Job, work: (time: CountedTime) => Promise<T>): Promise<T>;
  /** Carries the steps of a job while nothing else is done to what it suspends and restarts. */
  keepingAway<T>(job: Job, work: () => Promise<T>): Promise<T>;
  /** How long the device is waited for; some models boot longer than others. */
  limitsFor(serial: Serial): WorkflowLimits;
  readonly checks: CheckSettings;
  readonly readiness: ReadinessSettings;
  readonly margins: Margins;
  readonly onMismatch: OnMismatch;
  readonly snapshots: SnapshotFiles;
  readonly backups: BackupFiles;
  /** Resolves at once, or when the paused engine is resumed or the job is cancelled. */
  whenResumed(stops: JobStops): Promise<void>;
  isPaused(): boolean;
  /** The job is through a hop before which others may wait. */
  onHopThrough(): void;
}

/**
 * Takes the job up and appends its end, unless it has to wait for others: then it is let go, and taken up again in its turn.
 * @throws EngineClosing, StorageLostError: stop without writing anything. UserError: the job cannot be planned.
 */
export async function carryJob(parts: CarryParts, id: string, stops: JobStops): Promise<void> {
  const { book } = parts;
  if (jobOf(book, id).status === 'queued') book.append({ kind: 'JOB_STARTED', job: id, data: {} });
  const said = createLastAnswers(parts.clock);
  const clientFor: PlanParts['clientFor'] = (run) => said.listening(parts.clientFor(run), run.serial);
  const outcome = await parts.watch(jobOf(book, id), (time) =>
    carryUnlessHandedOver({ ...parts, clientFor, time }, id, stops),
  );
  if (outcome === 'waits') return;
  const readings = outcome.ending === 'completed' ? {} : { readings: said.readings() };
  endJob(parts, id, { ...outcome, ...readings });
}

type PartsAtWork = CarryParts & { readonly time: CountedTime };

async function carryUnlessHandedOver(
  parts: PartsAtWork,
  id: string,
  stops: JobStops,
): Promise<JobOutcome | 'waits'> {
  try {
    // A window that died right after it was handed over.
    if (jobOf(parts.book, id).handedOverTo !== null) return handedOver(jobOf(parts.book, id));
    return (await planOnce(parts, id, stops)) ?? (await runPlanned(parts, id, stops));
  } catch (error) {
    if (!(error instanceof HandedOver)) throw error;
    return handedOver(jobOf(parts.book, id));
  }
}

/** Null when the plan stands; otherwise how the job ends without one. */
async function planOnce(parts: PartsAtWork, id: string, stops: JobStops): Promise<JobOutcome | null> {
  if (jobOf(parts.book, id).steps.length > 0) return null;
  await parts.whenResumed(stops);
  const job = jobOf(parts.book, id);
  if (job.cancelRequested) return nothingDone;
  const { clock, time } = parts;
  const patience = { clock, time, stop: stops.cancelled, isMemberOut: () => false };
  const clientFor: PlanParts['clientFor'] = (run) => patientClient(parts.clientFor(run), () => patience);
  return planJob({ ...parts, clientFor }, job, stops);
}

function runPlanned(parts: PartsAtWork, id: string, stops: JobStops): Promise<JobOutcome | 'waits'> {
  return parts.keepingAway(jobOf(parts.book, id), () => runJobSteps(parts, id, stops));
}

async function runJobSteps(parts: PartsAtWork, id: string, stops: JobStops): Promise<JobOutcome | 'waits'> {
  const { book } = parts;
  const ending = await runSteps({
    dryRun: jobOf(book, id).dryRun,
    steps: () => jobOf(book, id).steps,
    cancelRequested: () => jobOf(book, id).cancelRequested,
    atSafePoint: () => parts.whenResumed(stops),
    isItsTurn: () => book.waitOf(jobOf(book, id)) === null,
    contextFor: (step, when, missed) => stepContext(parts, id, step, stops, when, missed),
    begin: (step) => book.append({ ...stepKey(id, step), kind: 'STEP_BEGIN', data: {} }),
    suspendAnew(step, why) {
      const suspension = stepOf(jobOf(book, id).steps, step, 'suspend');
      if (suspension === undefined) throw new Error(`${step.id} has no suspension.`);
      book.append({ ...stepKey(id, suspension), kind: 'SUSPENSION_DUE', data: { why } });
    },
    end(step, result) {
      const { hopsProved } = jobOf(book, id);
      const job = book.append({ ...stepKey(id, step), kind: 'STEP_END', data: result });
      if (job.hopsProved.length > hopsProved.length) parts.onHopThrough();
    },
  });
  return ending === 'through' ? successOf(jobOf(book, id)) : ending;
}

/**
 * What a step of a job is handed.
 * @param when what a cancel request or a pause does to it.
 * @param missed aborted when it must end at once, whatever it waits for.
 */
export function stepContext(
  parts: Omit<PartsAtWork, 'keepingAway'>,
  id: string,
  step: StepState,
  stops: JobStops,
  when: StepStops,
  missed: AbortSignal,
): StepContext {
  const { book, clock, time, checks, readiness, margins, onMismatch, snapshots, backups } = parts;
  const { runs, allowPreemption, dryRun, room } = jobOf(book, id);
  const run = runs.find((candidate) => candidate.serial === step.serial);
  if (run === undefined) throw new Error(`Step ${step.id} is about a device that job ${id} does not have.`);
  const peer = runs.find((candidate) => candidate !== run);
  const steps = (): readonly StepState[] => jobOf(book, id).steps;
  const isCancelled = (): boolean => jobOf(book, id).cancelRequested;
  /** A pair that does without a member because of us cannot wait for an engine to be resumed. */
  const bearsPause = (): boolean => when !== 'never' && !isMemberSuspended(steps());
  /** Nothing is under way on the device: what waits here may be stopped in the middle. */
  const isAtRest = (): boolean => {
    const phase = context.step().effect?.phase;
    return phase === undefined || phase === 'not_happened';
  };
  const stopsAtOnce = AbortSignal.any([stops.cancelled, missed]);
  const stopsClosing = AbortSignal.any([stops.closing, missed]);
  const context: StepContext = {
    job: id,
    dryRun,
    ownRequests: () => ownRequests(book.all(), step.serial),
    hostname: run.hostname,
    client: patientClient(parts.clientFor(run), () => context),
    pair:
      peer === undefined
        ? null
        : { peer: { ...peer, client: patientClient(parts.clientFor(peer), () => context) }, allowPreemption },
    contentDemands: () => contentDemands(book.all()),
    knownHashes: () => parts.knownHashes(),
    clock,
    time,
    limits: parts.limitsFor(step.serial),
    checks,
    readiness,
    margins,
    onMismatch,
    snapshots,
    backups,
    saidOtherPartition: room?.otherPartition ?? null,
    step: () => steps().find((candidate) => candidate.id === step.id) ?? step,
    steps,
    isMemberOut: () => isMemberSuspended(steps()),
    record: (entry) => void book.append({ ...entry, ...stepKey(id, step) }),
    changePlan: (why, changed) =>
      void book.append({ kind: 'PLAN_CHANGED', job: id, data: { why, steps: [...changed] } }),
    live: (percent, message) => book.showLive(id, { stepId: step.id, percent, message }),
    get stop() {
      return when === 'at_once' || (when === 'before' && isAtRest()) ? stopsAtOnce : stopsClosing;
    },
    async safePoint() {
      if (bearsPause()) await parts.whenResumed(stops);
      if (when !== 'never' && isCancelled()) throw new CancelRequested('Cancelled by the user.');
    },
    mayGoOn: () =>
      !stopsClosing.aborted && !(bearsPause() && parts.isPaused()) && !(when !== 'never' && isCancelled()),
  };
  return context;
}

function stepKey(job: string, step: StepState): { job: string; serial: Serial; step: string } {
  return { job, serial: step.serial, step: step.id };
}

function jobOf(book: JobBook, id: string): Job {
  const job = book.get(id);
  if (job === undefined) throw new Error(`Job ${id} is gone.`);
  return job;
}
