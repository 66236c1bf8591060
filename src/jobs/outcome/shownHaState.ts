/**
 * The HA state that is told of a firewall: not one from before a member of its pair was suspended because of us, and an
 * older one as what it was, where something has happened since of which nobody knows what became of its role.
 */
import type { Device } from '../../inventory/device.ts';
import { isOlder } from '../../inventory/readings.ts';
import type { Job } from '../job.ts';
import type { SuspendedNow } from './suspendedNow.ts';

type Suspended = Pick<SuspendedNow, 'serial' | 'isProved' | 'since'>;

type Known = Pick<Device, 'serial' | 'peerSerial' | 'haState' | 'readAt' | 'presence' | 'lastSeenAt'>;

/** What may have happened since a member said what it is. */
export interface SinceThen {
  /** Members that are suspended because of us. */
  readonly suspended: readonly Suspended[];
  /** Undefined where none is known. */
  readonly peer: Known | undefined;
  /** The newest of the device; undefined where it never had one. */
  readonly job: Pick<Job, 'type' | 'dryRun' | 'status' | 'endedAt'> | undefined;
}

/** For people: `active`, or `was active` where that is old. @returns null where nothing is known now. */
export function shownHaState(device: Known, since: SinceThen): string | null {
  const isDoubted = since.suspended.some(({ serial, isProved }) => serial === device.serial && !isProved);
  if (isDoubted) return 'perhaps suspended';
  const state = stateNow(device, since.suspended);
  return state === device.haState && whyOld(device, since) !== null ? `was ${state}` : state;
}

/** @returns null where nothing is known now: it, or its peer, may have taken over or have handed over. */
export function knownHaState(device: Known, since: SinceThen): string | null {
  const state = stateNow(device, since.suspended);
  return state === device.haState && whyOld(device, since) !== null ? null : state;
}

function stateNow(
  { serial, peerSerial, haState, readAt }: Known,
  suspended: readonly Suspended[],
): string | null {
  const isOld = (member: Suspended): boolean => haState === null || readAt.haState <= member.since;
  const own = suspended.find((member) => member.serial === serial);
  if (own?.isProved === false) return null;
  if (own !== undefined && isOld(own)) return 'suspended';
  const peer = suspended.find((member) => member.serial === peerSerial);
  return peer !== undefined && isOld(peer) ? null : haState;
}

/** What has happened since its HA state was read. */
export type WhyOld = 'not_reached' | 'job_ended_badly' | 'peer_says_otherwise';

/** @returns null where its HA state counts as its present one. */
export function whyOld(device: Known, { peer, job }: SinceThen): WhyOld | null {
  const { haState, readAt, presence, lastSeenAt } = device;
  if (haState === null) return null;
  // Panorama may have a newer word of a firewall that does not answer us.
  if (presence !== 'reachable' && lastSeenAt !== null && readAt.haState <= lastSeenAt) return 'not_reached';
  if (endedBadly(job) > readAt.haState) return 'job_ended_badly';
  const isTaken = peer?.haState === haState && isRoleOfOne(haState);
  return isTaken && isOlder(readAt.haState, peer.readAt.haState, Infinity) ? 'peer_says_otherwise' : null;
}

/** When a job of its pair ended so that nobody knows what became of the roles; 0 where none did. */
function endedBadly(job: SinceThen['job']): number {
  if (job?.type !== 'ha_pair' || job.dryRun) return 0;
  return job.status === 'failed' || job.status === 'needs_operator' ? (job.endedAt ?? 0) : 0;
}

/** No two members of a pair have it at the same time. */
function isRoleOfOne(state: string): boolean {
  return ['active', 'passive', 'active-primary', 'active-secondary'].includes(state);
}
