/**
 * Which two snapshots of a hop belong together: the compare step and whoever wants to see the tables later must look at
 * the same ones.
 */
import type { Snapshot, SnapshotFiles } from '../validation/comparison/snapshot.ts';
import { serialFact } from './stepFindings.ts';
import { stepOf, type StepState } from './stepState.ts';
import type { Serial } from '../panos/serial.ts';

/** The names of the files, as SnapshotFiles knows them; null where the plan has no such step. */
export interface ComparedSnapshots {
  readonly before: string | null;
  readonly after: string | null;
}

/** Whose tables are compared: a member by itself, or null for a device without a pair and for the role that leads one. */
export type ComparedMember = Serial | null;

type Compare = Pick<StepState, 'serial' | 'hop'>;

/** The name of the file of a `pre_snapshot` or `post_snapshot` step. */
export function snapshotId(job: string, step: Pick<StepState, 'id'>): string {
  return `${job}/${step.id}`;
}

/**
 * What one `compare` step of a job compares. In an active/active pair both members forward, each with addresses, routes
 * and sessions of its own, so each is compared with its own past. In an active/passive pair a member that stands by has
 * nearly empty tables: there it is the role that leads.
 * @param steps of the job.
 */
export function comparedMembers(
  steps: readonly StepState[],
  compare: Compare,
): readonly [ComparedMember, ...ComparedMember[]] {
  const isOfHop = ({ hop, kind }: StepState): boolean => hop === compare.hop && kind === 'post_snapshot';
  const [one, ...others] = steps.filter(isOfHop).map(({ serial }) => serial);
  return one === undefined || !isActiveActive(steps, compare) ? [null] : [one, ...others];
}

/** @param member one of `comparedMembers`. */
export function comparedSnapshots(
  job: string,
  steps: readonly StepState[],
  compare: Compare,
  member: ComparedMember,
): ComparedSnapshots {
  const { hop } = compare;
  const idOf = (kind: 'pre_snapshot' | 'post_snapshot', serial: Serial): string | null => {
    const step = stepOf(steps, { serial, hop }, kind);
    return step === undefined ? null : snapshotId(job, step);
  };
  return {
    before: idOf('pre_snapshot', member ?? activeBy(steps, compare, 'check_pair')),
    after: idOf('post_snapshot', member ?? activeBy(steps, compare, 'prove_pair')),
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
function activeBy(steps: readonly StepState[], compare: Compare, kind: 'check_pair' | 'prove_pair'): Serial {
  return serialFact(lastOf(steps, compare, kind)?.facts ?? {}, 'active') ?? compare.serial;
}

/** As the check of the hop found the pair; an older release did not keep it. */
function isActiveActive(steps: readonly StepState[], compare: Compare): boolean {
  return lastOf(steps, compare, 'check_pair')?.facts['mode'] === 'active-active';
}

function lastOf(
  steps: readonly StepState[],
  { hop }: Compare,
  kind: 'check_pair' | 'prove_pair',
): StepState | undefined {
  return steps.findLast((step) => step.hop === hop && step.kind === kind);
}

export interface SettlingOf {
  /** Whose tables must come back, and what it runs. */
  readonly serial: Serial;
  readonly swVersion: string;
  /** Id of the step whose snapshot they are compared with. */
  readonly before: string;
}

/**
 * Which tables tell that a hop has settled after the restart of this step's member. One that was taken out of its pair has
 * none before it is functional again: then those of its peer do, which forwards in its place; in an active/active pair
 * the peer's own. One that stands by is compared with itself.
 * @returns null where no snapshot was planned.
 */
export function settlingOf(steps: readonly StepState[], step: StepState): SettlingOf | null {
  const { hop, version } = step;
  const snapshotOf = (serial: Serial): StepState | undefined =>
    stepOf(steps, { serial, hop }, 'pre_snapshot');
  const isOut = step.kind === 'prove_back' && stepOf(steps, step, 'suspend') !== undefined;
  if (!isOut) {
    const own = snapshotOf(step.serial);
    return own === undefined ? null : { serial: step.serial, swVersion: version, before: own.id };
  }
  const peer = steps.find((other) => other.hop === hop && other.serial !== step.serial)?.serial;
  const ofPeer = peer === undefined ? undefined : snapshotOf(peer);
  const before = isActiveActive(steps, step) ? ofPeer : snapshotOf(step.serial);
  if (ofPeer === undefined || before === undefined) return null;
  const isUpgraded = stepOf(steps, ofPeer, 'prove_back')?.state === 'done';
  return { serial: ofPeer.serial, swVersion: isUpgraded ? version : ofPeer.fromVersion, before: before.id };
}
