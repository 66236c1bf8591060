/**
 * What keeps the rest of a batch from beginning: something that a job found and that may happen to the others, too, or so
 * many jobs that failed. A hold is told by the jobs themselves, so none can be missed by a window that dies; what is under
 * way goes on.
 */
import type { JobEnding } from '../workflow/journalRecord.ts';
import type { StepResult } from '../workflow/stepResult.ts';
import type { StepState } from '../workflow/stepState.ts';
import type { HeldBy } from './heldBy.ts';
import type { Job } from './job.ts';

export interface BatchHold {
  /** What it found, or the last of the jobs that failed. */
  readonly holder: Job;
  /** The jobs whose number holds; empty where what the holder found does. */
  readonly failed: readonly Job[];
}

type Ended = Pick<StepResult, 'ending' | 'message' | 'brief' | 'trouble'>;

/** What of this job holds its batch after one of its steps has ended. */
export function heldAfterStep(job: Job, step: StepState, { ending, message, brief, trouble }: Ended): HeldBy {
  const { batch, holdsBatch } = job;
  if (batch === null) return null;
  if (ending !== 'failed' && ending !== 'needs_operator') {
    return holdsBatch !== null && isOverWith(step, holdsBatch.cause) ? null : holdsBatch;
  }
  const told = { found: message, brief: brief ?? message };
  if (step.kind === 'compare') return { cause: 'outside_the_margins', ...told };
  if (!isPairDisturbed(job)) return holdsBatch;
  return holdsBatch ?? { cause: trouble?.code === 'not_in_step' ? 'not_in_step' : 'pair_not_whole', ...told };
}

/** What was found is over when the proof it was found by ends well. */
function isOverWith({ kind }: StepState, cause: NonNullable<HeldBy>['cause']): boolean {
  return kind === (cause === 'outside_the_margins' ? 'compare' : 'prove_pair');
}

/** A member was suspended or restarted by this job, and the pair has not been proved to be whole since. */
function isPairDisturbed({ type, steps }: Job): boolean {
  if (type !== 'ha_pair') return false;
  const proved = steps.findLastIndex(({ kind, state }) => kind === 'prove_pair' && state === 'done');
  return steps.slice(proved + 1).some((step) => isTouchedBy(step) && step.kind !== 'install');
}

/** What a job that has ended means for its batch. */
export function heldAtEnd(
  job: Job,
  ending: JobEnding,
  { message, brief }: Pick<Ended, 'message' | 'brief'>,
): Pick<Job, 'holdsBatch' | 'countsAsFailure'> {
  const { batch, holdsBatch, countsAsFailure } = job;
  // Who takes over a job that failed does not undo that.
  if (batch === null || ending === 'cancelled') return { holdsBatch, countsAsFailure };
  if (ending !== 'failed' && ending !== 'needs_operator') return { holdsBatch, countsAsFailure: false };
  const found = { cause: 'pair_not_whole', found: message, brief: brief ?? message } as const;
  return {
    holdsBatch: holdsBatch ?? (isPairDisturbed(job) ? found : null),
    countsAsFailure: job.steps.some(isTouchedBy),
  };
}

const TOUCHING: ReadonlySet<StepState['kind']> = new Set(['suspend', 'install', 'restart']);

/** A device that was only looked at, and loaded with images, works as before: such a failure threatens no other. */
function isTouchedBy({ kind, effect }: StepState): boolean {
  return TOUCHING.has(kind) && effect !== null && effect.attempts > 0;
}

/**
 * What holds a batch now, by its jobs.
 * @param holdAfter how many failures do; 0: none by their number.
 */
export function holdOf(jobs: Iterable<Job>, holdAfter: number): BatchHold | undefined {
  const failed: Job[] = [];
  for (const job of jobs) {
    if (job.holdsBatch !== null) return { holder: job, failed: [] };
    if (job.countsAsFailure) failed.push(job);
  }
  if (holdAfter === 0 || failed.length < holdAfter) return undefined;
  const inOrder = failed.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
  const holder = inOrder.at(-1);
  return holder && { holder, failed: inOrder };
}
