/**
 * What jobs have left on devices and no look has shown to be over: states of the devices, under *Needs attention*. Derived
 * from the jobs and the inventory, so that they are the same live, after a restart, and in a window that only looks on.
 */
import type { Serial } from '../../panos/serial.ts';
import { isOpen, isUpgrade, type Job } from '../job.ts';
import { mayHaveLeft } from '../leftSuspended.ts';
import { type AnswersOf, type MemberLeft, stateLeft } from './leftBehind.ts';

export type LeftState =
  /** Any restart of the device starts it. */
  | { readonly kind: 'waits_for_restart'; readonly version: string }
  /** It was told, or perhaps told, to install it, and the end was not seen. */
  | { readonly kind: 'may_be_installed'; readonly version: string }
  /** It was told, or perhaps told, to restart into it, and was not seen to be back. */
  | { readonly kind: 'may_be_restarting'; readonly version: string }
  /** It has not come to the end of its path. */
  | { readonly kind: 'in_between'; readonly runs: string; readonly to: string }
  /** By a job whose devices somebody has taken: nobody makes it functional but that person. */
  | { readonly kind: 'suspended'; readonly isProved: boolean }
  | {
      readonly kind: 'half_upgraded';
      readonly runs: string;
      readonly peer: string;
      readonly peerRuns: string;
    };

export interface DeviceLeft {
  readonly serial: Serial;
  readonly hostname: string;
  /** Of which this is left. */
  readonly jobId: string;
  /** At least one. */
  readonly states: readonly LeftState[];
}

/** By serial. */
export type LeftNow = ReadonlyMap<string, DeviceLeft>;

/**
 * @param jobs those that may have left something, in any order: the newest that did something to a device answers for it.
 * @param all every job, newest first: one that ended well since answers for a device that stopped on its way.
 * @param isAtWork whether somebody works on an open job of this id: what that does is not left.
 * @param now by the engine's clock.
 */
export function leftNow(
  jobs: Iterable<Job>,
  all: () => readonly Job[],
  isAtWork: (id: string) => boolean,
  answersOf: AnswersOf,
  now: number,
): LeftNow {
  const found = new Map<string, DeviceLeft>();
  const oldestFirst = [...jobs].filter(mayHaveLeft).sort((one, other) => one.createdAt - other.createdAt);
  for (const job of oldestFirst) {
    const isBusy = isOpen(job) && isAtWork(job.id);
    const { members, isHalfUpgraded } = stateLeft(job, answersOf, now);
    for (const member of members) {
      const peer = isHalfUpgraded ? members.find(({ serial }) => serial !== member.serial) : undefined;
      const states = isBusy
        ? []
        : statesOf(job, member, peer).filter(
            ({ kind }) => kind !== 'in_between' || !hasEndedWellSince(all(), job, member.serial),
          );
      const { serial, hostname } = member;
      if (states.length > 0) found.set(serial, { serial, hostname, jobId: job.id, states });
      // It has done something to the device since, and that is over, or under way.
      else if (job.left.some((left) => left.serial === serial)) found.delete(serial);
    }
  }
  return found;
}

/** Where it stands is where it was wanted: the table of paths may have changed. */
function hasEndedWellSince(newestFirst: readonly Job[], job: Job, serial: Serial): boolean {
  for (const later of newestFirst) {
    if (later.createdAt <= job.createdAt) return false;
    const isWell = later.status === 'completed' || later.status === 'skipped';
    if (isWell && !later.dryRun && isUpgrade(later) && holds(later, serial)) return true;
  }
  return false;
}

function holds({ runs }: Job, serial: Serial): boolean {
  return runs.some((run) => run.serial === serial);
}

function statesOf(job: Job, member: MemberLeft, peer: MemberLeft | undefined): LeftState[] {
  const { runs, path, software, suspended } = member;
  const states: LeftState[] = [];
  const version = software?.version ?? '';
  if (software?.kind === 'installed') states.push({ kind: 'waits_for_restart', version });
  if (software?.kind === 'installing') states.push({ kind: 'may_be_installed', version });
  if (software?.kind === 'restarting') states.push({ kind: 'may_be_restarting', version });
  if (software?.kind === 'runs' && path !== null && path.to !== version)
    states.push({ kind: 'in_between', runs: version, to: path.to });
  if (suspended !== 'no' && job.handedOverTo !== null)
    states.push({ kind: 'suspended', isProved: suspended === 'yes' });
  const peerRuns = peer?.runs ?? null;
  if (runs !== null && peer !== undefined && peerRuns !== null)
    states.push({ kind: 'half_upgraded', runs, peer: peer.hostname, peerRuns });
  return states;
}

/** What an ended job left of a device, by the job alone: as it was at its end. */
export function statesAtEnd(job: Job): readonly DeviceLeft[] {
  if (isOpen(job) || !mayHaveLeft(job)) return [];
  return [
    ...leftNow(
      [job],
      () => [],
      () => false,
      () => undefined,
      0,
    ).values(),
  ];
}
