/**
 * Both members of a pair, as they are at this moment. No effect of ours may cost a pair its last active member, so
 * this is read again right before every one of them.
 */
import type { HaState } from '../panos/answers/haState.ts';
import { showSystemInfo } from '../panos/commands/device.ts';
import { showHaState } from '../panos/commands/highAvailability.ts';
import type { DeviceClient } from '../panos/client.ts';
import {
  hasSessionsInStep,
  isForwarding,
  isFunctional,
  isLeading,
  type PairMember,
  stateOf,
} from '../validation/pairRoles.ts';
import type { PairOfStep, StepContext } from './context.ts';

/** The step's own member and its peer, each by its own word. @throws DeviceError when one cannot be asked. */
export async function readPair(
  context: StepContext,
  pair: PairOfStep,
): Promise<readonly [PairMember, PairMember]> {
  const { serial } = context.step();
  return Promise.all([
    readMember({ serial, hostname: context.hostname, client: context.client }, context.stop),
    readMember(pair.peer, context.stop),
  ]);
}

export interface MemberToRead {
  readonly serial: string;
  readonly hostname: string;
  readonly client: DeviceClient;
}

/** @throws DeviceError when it cannot be asked. */
export async function readMember(member: MemberToRead, signal: AbortSignal): Promise<PairMember> {
  const { serial, hostname, client } = member;
  const info = await client.read(showSystemInfo, { signal });
  return { serial, hostname, info, ha: await client.read(showHaState, { signal }) };
}

/**
 * Before an installation or a restart: the member must not forward, and its peer must.
 * @returns what stands against it, for people; null when nothing does, and for a device without a pair.
 */
export async function whyTrafficNeedsIt(context: StepContext): Promise<string | null> {
  if (context.pair === null) return null;
  const [own, peer] = await readPair(context, context.pair);
  return (
    notThePeer(peer) ??
    (isForwarding(own.ha) ? `${own.hostname} is ${stateOf(own.ha)}: it forwards traffic.` : null) ??
    (isLeading(peer.ha) ? null : `its peer ${peer.hostname} is ${stateOf(peer.ha)} and does not forward.`)
  );
}

/**
 * Before a member is suspended: it must forward, and its peer must stand by with the sessions.
 * @returns what stands against it, for people; null when nothing does.
 */
export async function whyNotReplaceable(context: StepContext, pair: PairOfStep): Promise<string | null> {
  const [own, peer] = await readPair(context, pair);
  return (
    notThePeer(peer) ??
    notForwarding(own) ??
    (isFunctional(peer.ha) ? null : `its peer ${peer.hostname} is ${stateOf(peer.ha)}.`) ??
    notInTouch(own.ha, peer.hostname) ??
    notInTouch(peer.ha, own.hostname)
  );
}

function notThePeer({ serial, info, hostname }: PairMember): string | null {
  return info.serial === serial
    ? null
    : `another device (${info.serial}) answers at the address of its peer ${hostname}.`;
}

function notForwarding({ hostname, ha }: PairMember): string | null {
  if (isForwarding(ha)) return null;
  if (stateOf(ha) === 'suspended') return `${hostname} is suspended already, and not by this job.`;
  return `${hostname} is ${stateOf(ha)} now: the roles of the pair have changed.`;
}

function notInTouch(ha: HaState, peer: string): string | null {
  if (!ha.enabled) return 'HA is not enabled.';
  if (ha.peer.connection !== 'up') return `the HA connection to ${peer} is ${ha.peer.connection}.`;
  return hasSessionsInStep(ha) ? null : 'the sessions of the pair are not synchronized.';
}
