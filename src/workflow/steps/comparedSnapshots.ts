/**
 * Which two snapshots of a hop belong together: the compare step and whoever wants to see the tables later must look at
 * the same ones.
 */
import type { Snapshot, SnapshotFiles } from '../../validation/comparison/snapshot.ts';
import { serialFact } from '../stepFindings.ts';
import { stepOf, type StepState } from '../stepState.ts';
import type { Serial } from '../../panos/serial.ts';

/** The names of the files, as SnapshotFiles knows them; null where the plan has no such step. */
export interface ComparedSnapshots {
  readonly before: string | null;
  readonly after: string | null;
}

/** The name of the file of a `pre_snapshot` or `post_snapshot` step. */
export function snapshotId(job: string, step: Pick<StepState, 'id'>): string {
  return `${job}/${step.id}`;
}

/**
 * Of a pair those of the members that led when the hop began and when it ended: a member that stands by has nearly
 * empty tables.
 * @param steps of the job.
 * @param compare its `compare` step of the hop.
 */
export function comparedSnapshots(
  job: string,
  steps: readonly StepState[],
  compare: Pick<StepState, 'serial' | 'hop'>,
): ComparedSnapshots {
  const { hop } = compare;
  const idOf = (kind: 'pre_snapshot' | 'post_snapshot', serial: Serial): string | null => {
    const step = stepOf(steps, { serial, hop }, kind);
    return step === undefined ? null : snapshotId(job, step);
  };
  return {
    before: idOf('pre_snapshot', activeBy(steps, compare, 'check_pair')),
    after: idOf('post_snapshot', activeBy(steps, compare, 'prove_pair')),
  };
}

/** @returns null where a file is missing or cannot be read. */
export async function loadCompared(
  files: Pick<SnapshotFiles, 'load'>,
  { before, after }: ComparedSnapshots,
): Promise<{ readonly before: Snapshot; readonly after: Snapshot } | null> {
  if (before === null || after === null) return null;
  // One after the other: two long ones at once would hold the thread for twice as long.
  const then = await files.load(before);
  const now = then === null ? null : await files.load(after);
  return then === null || now === null ? null : { before: then, after: now };
}

/** The member that led the pair when the hop's last step of this kind looked; a device without a pair itself. */
function activeBy(
  steps: readonly StepState[],
  { serial, hop }: Pick<StepState, 'serial' | 'hop'>,
  kind: 'check_pair' | 'prove_pair',
): Serial {
  const seen = steps.findLast((step) => step.hop === hop && step.kind === kind);
  return serialFact(seen?.facts ?? {}, 'active') ?? serial;
}
