/**
 * What keeps the rest of a batch from beginning: something that a job found and that may happen to the others, too, or so
 * many jobs that failed. A hold is told by the jobs themselves, so none can be missed by a window that dies. What is under
 * way goes on, a pair up to the next hop that it has not begun: hopTurn.ts.
 */
import type { JobEnding } from '../workflow/journalRecord.ts';
import type { StepResult } from '../workflow/stepResult.ts';
import type { StepState } from '../workflow/stepState.ts';
import type { HeldBy } from './heldBy.ts';
import type { Job } from './job.ts';

export interface BulkSettings {
  /** So many upgrades of a bulk that failed hold the rest of it; 0: none by their number. */
  readonly holdAfterFailures: number;
  /** One pair of a bulk goes ahead over each hop. */
  readonly onePairFirst: boolean;
}

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
  if (step.kind === 'sync_config') {
    // What a copy that failed means is found by the proof after it.
    return ending === 'failed' ? holdsBatch : (holdsBatch ?? { cause: 'not_in_step', ...told });
  }
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
  if (batch === null || ending === 'cancelled') {
    return { holdsBatch: heldOnceDecided(job), countsAsFailure };
  }
  if (ending !== 'failed' && ending !== 'needs_operator') return { holdsBatch, countsAsFailure: false };
  const told = { found: message, brief: brief ?? message };
  return {
    holdsBatch: holdsBatch ?? foundAtEnd(job, ending, told),
    countsAsFailure: job.steps.some(isTouchedBy),
  };
}

function foundAtEnd(job: Job, ending: JobEnding, told: { found: string; brief: string }): HeldBy {
  if (isPairDisturbed(job)) return { cause: 'pair_not_whole', ...told };
  // It is whole, and may be touched next, once somebody has said how it goes on.
  return ending === 'needs_operator' && job.hopAhead !== null ? { cause: 'undecided', ...told } : null;
}

/** What is left of it once somebody has said how the job goes on, or has taken its devices. */
export function heldOnceDecided({ holdsBatch }: Job): HeldBy {
  return holdsBatch?.cause === 'undecided' ? null : holdsBatch;
}

const TOUCHING: ReadonlySet<StepState['kind']> = new Set(['suspend', 'install', 'restart']);

/**
 * A device that was only looked at, loaded with images, or that refused what it was asked for, works as before: such a failure
 * threatens no other.
 */
function isTouchedBy({ kind, effect }: StepState): boolean {
  return TOUCHING.has(kind) && effect !== null && effect.attempts > 0 && effect.refused !== true;
}

/**
 * What holds a batch now, by its jobs.
 * @param isMadeGood a job that failed does not count any more: its devices were upgraded since.
 */
export function holdOf(
  jobs: readonly Job[],
  settings: BulkSettings,
  isMadeGood: (job: Job) => boolean,
): BatchHold | undefined {
  const holder = jobs.find((job) => job.holdsBatch !== null && !isNobodysConcern(job, jobs, settings));
  if (holder !== undefined) return { holder, failed: [] };
  const { holdAfterFailures } = settings;
  const failed = jobs.filter((job) => job.countsAsFailure && !isMadeGood(job));
  if (holdAfterFailures === 0 || failed.length < holdAfterFailures) return undefined;
  const inOrder = failed.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
  const last = inOrder.at(-1);
  return last && { holder: last, failed: inOrder };
}

/** Nobody waits behind a pair that is undecided, or another one has proved its hop. */
function isNobodysConcern(
  { holdsBatch, hopAhead }: Job,
  jobs: readonly Job[],
  { onePairFirst }: BulkSettings,
): boolean {
  if (holdsBatch?.cause !== 'undecided') return false;
  return !onePairFirst || hopAhead === null || jobs.some(({ hopsProved }) => hopsProved.includes(hopAhead));
}
