/** What people say about jobs that wait for them, or for their turn: it is written down, and the jobs go by it. */
import type { OperatorDecision, Step } from '../../workflow/journalRecord.ts';
import { configSyncStep } from '../../workflow/plan/configSyncStep.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { hasLeftSuspended } from '../leftSuspended.ts';
import type { EndingParts } from '../left/endJob.ts';
import { endHandedOver } from './handedOver.ts';
import { byTurn, type Job } from '../job.ts';
import type { JobBook } from '../jobBook.ts';
import { jobError } from '../jobTroubles.ts';

/**
 * The step because of which the job waits for somebody; undefined when it does not, and where it cannot go on: of a
 * damaged journal nobody can say which of its steps is the last one.
 */
export function undecidedStep(job: Job): StepState | undefined {
  if (job.status !== 'needs_operator' || job.handedOverTo !== null) return undefined;
  return job.steps.find(({ state }) => state === 'needs_operator');
}

/**
 * Whether somebody can take the devices of a job: one that has begun and not ended, that waits for somebody, or because
 * of which a member is still to be made functional.
 */
export function canHandOver(job: Job): boolean {
  const { status, handedOverTo } = job;
  return (
    handedOverTo === null && (status === 'active' || status === 'needs_operator' || hasLeftSuspended(job))
  );
}

/**
 * What may be said of a step: of an effect whether it happened, of a comparison that it is borne, of a configuration that is
 * not in step what becomes of it.
 */
export function decisionsFor({ kind, effect, trouble }: StepState): readonly OperatorDecision[] {
  if (kind === 'compare') return ['go_on', 'look_again'];
  if (trouble?.code === 'not_in_step') return ['sync_config', 'go_on', 'look_again'];
  if (effect === null || effect.phase === 'not_happened' || effect.phase === 'done') return ['look_again'];
  return ['happened', 'not_happened', 'look_again'];
}

export interface Decision {
  readonly jobId: string;
  /** As it was shown: what is decided must be what somebody has looked at. */
  readonly stepId: string;
  readonly decision: OperatorDecision;
  readonly by: string;
}

/**
 * Opens the job again; the caller lets the workers look for it.
 * @throws UserError when the job does not wait for this decision, or its devices are in another job by now.
 */
export function decide(book: JobBook, { jobId, stepId, decision, by }: Decision): void {
  const job = book.get(jobId);
  const step = job === undefined ? undefined : undecidedStep(job);
  if (job === undefined || step?.id !== stepId || !decisionsFor(step).includes(decision)) {
    throw jobError({ code: 'not_undecided', jobId });
  }
  for (const { serial, hostname } of job.runs) {
    const other = book.openJobOf(serial);
    if (other === undefined) continue;
    throw jobError({ code: 'taken_meanwhile', jobId, hostname, otherJobId: other.id });
  }
  const first = decision === 'sync_config' ? configSyncSteps(job, step, by) : [];
  book.append({
    kind: 'OPERATOR_DECIDED',
    job: jobId,
    serial: step.serial,
    step: stepId,
    data: { decision, by, first },
  });
  // What the others have found nobody has borne by that.
  if (decision === 'go_on' && isHolding(job)) release(book, jobId, by);
}

function configSyncSteps({ id, steps, runs }: Job, proof: StepState, by: string): Step[] {
  const step = configSyncStep(proof, steps, runs, by);
  if (step === undefined) throw new Error(`${id}: ${proof.id} does not say who leads.`);
  return [step];
}

/** Somebody takes care of a job that waits for an operator: it is over. @throws UserError when it does not wait. */
export function closeUndecided(parts: EndingParts, jobId: string, by: string): void {
  const { book } = parts;
  const job = book.get(jobId);
  if (job?.status !== 'needs_operator') {
    throw jobError({ code: 'not_undecided', jobId });
  }
  book.append({ kind: 'HANDED_OVER', job: jobId, data: { by } });
  endHandedOver(parts, jobId);
}

/** Somebody sees to what an ended job has left suspended: it is not touched any more. How the job ended stays. */
export function leaveToOthers(book: JobBook, jobId: string, by: string): void {
  book.append({ kind: 'HANDED_OVER', job: jobId, data: { by } });
}

/**
 * Lets what has not begun of the job's batch go on, though this job, and perhaps others of it, found something or failed:
 * failures are counted anew.
 */
export function releaseBatch(book: JobBook, jobId: string, by: string): void {
  const batch = book.get(jobId)?.batch ?? null;
  if (batch === null) return;
  for (const job of book.all()) {
    if (job.batch === batch && isHolding(job)) release(book, job.id, by);
  }
}

/** By itself, or as one of those whose number does. */
function isHolding({ holdsBatch, countsAsFailure }: Job): boolean {
  return holdsBatch !== null || countsAsFailure;
}

function release(book: JobBook, jobId: string, by: string): void {
  book.append({ kind: 'BATCH_RELEASED', job: jobId, data: { by } });
}

/** Puts queued jobs before or behind all others that wait; their own order stays. */
export function moveInQueue(
  book: JobBook,
  jobIds: readonly string[],
  place: 'first' | 'last',
  by: string,
): void {
  const queued = book.open().filter(({ status }) => status === 'queued');
  const moved = queued.filter(({ id }) => jobIds.includes(id)).sort(byTurn);
  const priorities = queued.map(({ priority }) => priority);
  const highest =
    place === 'first' ? Math.max(0, ...priorities) + moved.length : Math.min(0, ...priorities) - 1;
  for (const [index, { id }] of moved.entries()) {
    book.append({ kind: 'PRIORITY_SET', job: id, data: { priority: highest - index, by } });
  }
}
