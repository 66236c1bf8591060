/**
 * What a hop of an upgrade changed, in full: the comparison that its job has told in one line, made again from the
 * snapshot files, since tables of megabytes are kept nowhere else.
 */
import type { Clock } from '../../ports/clock.ts';
import { jobError } from '../jobTroubles.ts';
import { compareSnapshots, type Margins } from '../../validation/comparison/comparisonRules.ts';
import {
  type ComparisonSummary,
  summarizeComparison,
} from '../../validation/comparison/comparisonSummary.ts';
import { type Difference, differencesOf } from '../../validation/comparison/differenceWords.ts';
import type { Snapshot, SnapshotFiles } from '../../validation/comparison/snapshot.ts';
import { comparedSnapshots, loadCompared } from '../../workflow/steps/comparedSnapshots.ts';
import type { StepState } from '../../workflow/stepState.ts';
import type { Job } from '../job.ts';

export interface JobComparison {
  readonly jobId: string;
  /** From 1. */
  readonly hop: number;
  /** Of a pair, of the member that led then. */
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** By the margins as they are set now; the job was judged by those of its time. */
  readonly summary: ComparisonSummary;
  /** All of them. */
  readonly differences: readonly Difference[];
}

export interface JobComparisonParts {
  readonly jobs: { get(id: string): Job | undefined };
  readonly snapshots: Pick<SnapshotFiles, 'load'>;
  readonly margins: Margins;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** Each may hold some hundred thousand entries. */
const KEPT = 2;

/**
 * Whether one of its devices runs another version than at the begin: before that nothing is compared. Does without the
 * steps, which are read from the disk for each job that has ended.
 */
export function mayHaveCompared({ type, runs }: Pick<Job, 'type' | 'runs'>): boolean {
  if (type === 'download_only') return false;
  return runs.some(
    ({ startingVersion, currentVersion }) => currentVersion !== null && currentVersion !== startingVersion,
  );
}

/** Hops of which a job has compared both sides, the first one first. */
export function comparedHops({ steps }: Pick<Job, 'steps'>): readonly number[] {
  return steps.filter(isCompared).map(({ hop }) => hop);
}

/** Whether it has come to a result; also to none, because a file was missing. */
export function isCompared({ kind, facts }: StepState): boolean {
  return kind === 'compare' && facts['passed'] !== undefined;
}

/**
 * @returns a function that compares what a job found in a hop; it gives null where a snapshot file is missing or
 *   cannot be read, and throws a UserError where nothing was compared. The newest few results are kept.
 */
export function createJobComparisons(
  parts: JobComparisonParts,
): (jobId: string, hop: number) => Promise<JobComparison | null> {
  const kept = new Map<string, Promise<JobComparison | null>>();
  return async (jobId, hop) => {
    const job = parts.jobs.get(jobId);
    const step = job?.steps.find((one) => one.hop === hop && isCompared(one));
    if (job === undefined || step === undefined) {
      throw jobError({ code: 'no_such_job', asked: 'comparison', jobId, hop });
    }
    // A step that is carried out again, after a crash or a decision, has new files.
    const key = JSON.stringify([jobId, hop, step.endedAt]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = compareHop(parts, job, step);
    kept.set(key, made);
    for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
    try {
      const comparison = await made;
      if (comparison === null) kept.delete(key);
      return comparison;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  };
}

async function compareHop(
  { snapshots, margins, clock }: JobComparisonParts,
  { id, steps }: Job,
  step: StepState,
): Promise<JobComparison | null> {
  const pause = (): Promise<void> => clock.sleep(0);
  const found = await loadCompared(snapshots, comparedSnapshots(id, steps, step));
  if (found === null) return null;
  const comparison = await compareSnapshots(found.before, found.after, margins, pause);
  const differences = await differencesOf(comparison, pause);
  return { jobId: id, hop: step.hop, ...found, summary: summarizeComparison(comparison), differences };
}
