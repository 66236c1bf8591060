/**
 * Both members of a pair, as they are at this moment. No effect of ours may cost a pair its last active member, so
 * this is read again right before every one of them, and is worth something for seconds only.
 */
import type { HaState } from '../../panos/answers/haState.ts';
import { showJobs, showSystemInfo } from '../../panos/commands/device.ts';
import { showHaState } from '../../panos/commands/highAvailability.ts';
import { type DeviceReading, haStateName } from '../../inventory/readings.ts';
import type { DeviceClient, ReadOptions } from '../../panos/client/client.ts';
import { readTimed } from '../../panos/client/timedRead.ts';
import { isDeviceError } from '../../panos/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import { describeJob, isInTheWay } from '../../validation/checks/deviceJobs.ts';
import {
  hasSessionsInStep,
  isForwarding,
  isFunctional,
  isIdle,
  isSuspended,
  type PairMember,
  stateOf,
  stateWords,
  strangerAmong,
} from '../../validation/pairFitness.ts';
import { type PairOfStep, type StepContext, SuspensionDue } from '../context.ts';
import type { Observation } from '../effect.ts';
import { endure } from '../patience.ts';
import { PAIR_LOOK_MS, POLL_TIMEOUT_MS } from '../timeLimits.ts';
import type { Evidence } from '../journalRecord.ts';
import type { Obstacle } from '../obstacles.ts';
import type { Serial } from '../../panos/serial.ts';
import { isSuspensionTakenBack } from './suspendedByUs.ts';

export interface MemberToRead {
  readonly serial: Serial;
  readonly hostname: string;
  readonly client: DeviceClient;
}

/**
 * The step's own member and its peer, each by its own word, patiently unless `how` says otherwise.
 * @throws DeviceError when one cannot be asked.
 */
export async function readPair(
  context: StepContext,
  pair: PairOfStep,
  how: Omit<ReadOptions, 'signal'> = {},
): Promise<readonly [MemberReading, MemberReading]> {
  const options = { ...how, signal: context.stop };
  const { clock } = context;
  return Promise.all([readMember(ownOf(context), clock, options), readMember(pair.peer, clock, options)]);
}

/** A member, and when it was asked for what it said, by the engine's clock. */
export interface MemberReading extends PairMember {
  readonly infoAt: number;
  readonly haAt: number;
}

/** @throws DeviceError when it cannot be asked. */
export async function readMember(
  { serial, hostname, client }: MemberToRead,
  clock: Clock,
  options: ReadOptions,
): Promise<MemberReading> {
  const info = await readTimed(client, showSystemInfo, clock, options);
  const ha = await readTimed(client, showHaState, clock, options);
  return { serial, hostname, info: info.answer, infoAt: info.at, ha: ha.answer, haAt: ha.at };
}

/** What both members of a pair that is one have said, to be remembered. */
export function readingsOf([one, other]: readonly [MemberReading, MemberReading]): DeviceReading[] {
  const of = ({ serial, info, infoAt, ha, haAt }: MemberReading, peer: MemberReading): DeviceReading[] => [
    { serial, at: infoAt, swVersion: info.swVersion },
    { serial, at: haAt, haState: haStateName(ha), pairedWith: peer.serial },
  ];
  return [...of(one, other), ...of(other, one)];
}

/** What to say where another device answers at the address of one of them. */
export function otherDeviceAmong(
  members: readonly PairMember[],
): Extract<Obstacle, { code: 'other_device' }> | null {
  const stranger = strangerAmong(members);
  return stranger === undefined
    ? null
    : { code: 'other_device', found: stranger.info.serial, at: stranger.hostname };
}

function ownOf(context: StepContext): MemberToRead {
  const { hostname, client } = context;
  return { serial: context.step().serial, hostname, client };
}

/**
 * The last part of observing an installation or a restart: a member of a pair must be idle and its peer must forward,
 * and a device that stood alone when its job was planned must stand alone still.
 * @throws DeviceError when one of them cannot be asked. SuspensionDue when the member forwards because we took it back.
 */
export async function neededWhileIdle(context: StepContext, evidence: Evidence): Promise<Observation> {
  if (context.pair === null) {
    const ha = await context.client.read(showHaState, { signal: context.stop });
    return ha.enabled
      ? { kind: 'blocked', by: { code: 'joined_a_pair', hostname: context.hostname } }
      : { kind: 'needed', evidence };
  }
  const { own, peer, until } = await look(context, context.pair);
  if (isForwarding(own.ha) && isSuspensionTakenBack(context.steps(), context.step())) {
    throw new SuspensionDue(`${own.hostname} was made functional again and is ${stateOf(own.ha)}.`);
  }
  const why =
    notThePeer(peer) ?? notIdle(own) ?? (isForwarding(peer.ha) ? null : peerIs('peer_not_leading', peer));
  return why === null ? { kind: 'needed', evidence, until } : { kind: 'blocked', by: why };
}

/**
 * The last part of observing a suspension: the member must forward, and its peer must stand by with the sessions.
 * @throws DeviceError when one of them cannot be asked.
 */
export async function neededWhileReplaceable(
  context: StepContext,
  pair: PairOfStep,
  evidence: Evidence,
): Promise<Observation> {
  const jobs = await pair.peer.client.read(showJobs, { signal: context.stop });
  const work = jobs.find(isInTheWay);
  const { own, peer, until } = await look(context, pair);
  const why =
    notThePeer(peer) ??
    notForwarding(own) ??
    (work === undefined ? null : peerIsBusy(peer, describeJob(work))) ??
    (isFunctional(peer.ha) ? null : peerIs('peer_not_functional', peer)) ??
    notInTouch(own.ha, peer.hostname) ??
    notInTouch(peer.ha, own.hostname);
  return why === null ? { kind: 'needed', evidence, until } : { kind: 'blocked', by: why };
}

interface PairLook {
  readonly own: PairMember;
  readonly peer: PairMember;
  /** By our clock: later it says nothing any more. */
  readonly until: number;
}

/** One short look at both: what was said first decides how long it is worth something. */
async function look(context: StepContext, pair: PairOfStep): Promise<PairLook> {
  const options = { signal: context.stop, attempts: 1, timeoutMs: POLL_TIMEOUT_MS };
  const { clock } = context;
  const timed = async (member: MemberToRead): Promise<{ member: PairMember; at: number }> => {
    // As old as the question: what was answered was true at some moment after it.
    const at = clock.now();
    return { member: await readMember(member, clock, options), at };
  };
  const endurance = endure(context);
  for (;;) {
    try {
      const [own, peer] = await Promise.all([timed(ownOf(context)), timed(pair.peer)]);
      return { own: own.member, peer: peer.member, until: Math.min(own.at, peer.at) + PAIR_LOOK_MS };
    } catch (error) {
      context.stop.throwIfAborted();
      if (!isDeviceError(error)) throw error;
      // Both are asked again: half a look is none.
      await endurance.bear(error);
    }
  }
}

type PairChanged = Extract<Obstacle, { code: 'pair_changed' }>;

function notThePeer({ serial, info, hostname }: PairMember): PairChanged | null {
  return info.serial === serial
    ? null
    : { code: 'pair_changed', what: 'peer_is_other_device', found: info.serial, peer: hostname };
}

function notIdle({ hostname, ha }: PairMember): PairChanged | null {
  if (isIdle(ha)) return null;
  const what = isForwarding(ha) ? 'forwards' : 'may_forward';
  return { code: 'pair_changed', what, hostname, state: stateWords(ha) };
}

function peerIs(what: 'peer_not_leading' | 'peer_not_functional', { hostname, ha }: PairMember): PairChanged {
  return { code: 'pair_changed', what, peer: hostname, state: stateWords(ha) };
}

function peerIsBusy({ hostname }: PairMember, work: string): PairChanged {
  return { code: 'pair_changed', what: 'peer_busy', peer: hostname, work };
}

function notForwarding({ hostname, ha }: PairMember): PairChanged | null {
  if (isForwarding(ha)) return null;
  if (isSuspended(ha)) return { code: 'pair_changed', what: 'suspended_already', hostname };
  return { code: 'pair_changed', what: 'roles_changed', hostname, state: stateWords(ha) };
}

function notInTouch(ha: HaState, peer: string): PairChanged | null {
  if (!ha.enabled) return { code: 'pair_changed', what: 'ha_disabled' };
  const { connection } = ha.peer;
  if (connection !== 'up') return { code: 'pair_changed', what: 'link_not_up', peer, connection };
  return hasSessionsInStep(ha) ? null : { code: 'pair_changed', what: 'sessions_not_synchronized' };
}
