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
import {
  type ComparedMember,
  comparedMembers,
  comparedSnapshots,
  loadCompared,
} from '../../workflow/comparedSnapshots.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { isUpgrade, type Job } from '../job.ts';

/** What is compared of a job, each apart. */
export interface ComparedPart {
  /** From 1. */
  readonly hop: number;
  /** Of an active/active pair, each of whose members is compared with its own past; null otherwise. */
  readonly member: ComparedMember;
}

export interface JobComparison extends ComparedPart {
  readonly jobId: string;
  /** Of an active/passive pair, of the member that led then. */
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
  if (!isUpgrade({ type })) return false;
  return runs.some(
    ({ startingVersion, currentVersion }) => currentVersion !== null && currentVersion !== startingVersion,
  );
}

/** Of which a job has compared both sides, those of the first hop first. */
export function comparedParts({ steps }: Pick<Job, 'steps'>): readonly ComparedPart[] {
  return steps.filter(isCompared).flatMap((step) => partsOfStep(steps, step));
}

/** Of one step that has compared. */
export function partsOfStep(steps: readonly StepState[], step: StepState): readonly ComparedPart[] {
  return comparedMembers(steps, step).map((member) => ({ hop: step.hop, member }));
}

/** Whether it has come to a result; also to none, because a file was missing. */
export function isCompared({ kind, facts }: StepState): boolean {
  return kind === 'compare' && facts['passed'] !== undefined;
}

/**
 * @returns a function that compares what a job found of a part; it gives null where a snapshot file is missing or
 *   cannot be read, and throws a UserError where nothing was compared. The newest few results are kept.
 */
export function createJobComparisons(
  parts: JobComparisonParts,
): (jobId: string, part: ComparedPart) => Promise<JobComparison | null> {
  const kept = new Map<string, Promise<JobComparison | null>>();
  return async (jobId, { hop, member }) => {
    const job = parts.jobs.get(jobId);
    const step = job?.steps.find((one) => one.hop === hop && isCompared(one));
    if (job === undefined || step === undefined || !comparedMembers(job.steps, step).includes(member)) {
      throw jobError({ code: 'no_such_job', asked: 'comparison', jobId, hop });
    }
    // A step that is carried out again, after a crash or a decision, has new files.
    const key = JSON.stringify([jobId, hop, member, step.endedAt]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = comparePart(parts, job, step, member);
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

async function comparePart(
  { snapshots, margins, clock }: JobComparisonParts,
  { id, steps }: Job,
  step: StepState,
  member: ComparedMember,
): Promise<JobComparison | null> {
  const pause = (): Promise<void> => clock.sleep(0);
  const found = await loadCompared(snapshots, comparedSnapshots(id, steps, step, member));
  if (found === null) return null;
  const comparison = await compareSnapshots(found.before, found.after, margins, pause);
  const differences = await differencesOf(comparison, pause);
  const summary = summarizeComparison(comparison);
  return { jobId: id, hop: step.hop, member, ...found, summary, differences };
}
