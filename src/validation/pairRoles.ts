/**
 * Is an HA pair fit to be worked on, and which member comes first? Judged by what both members say of themselves and
 * of each other at this moment; the inventory's memory of roles is not asked. docs/PANOS.md "High availability".
 */
import type { HaState } from '../panos/answers/haState.ts';
import type { SystemInfo } from '../panos/answers/systemInfo.ts';
import { compareVersions } from '../panos/version.ts';

export interface PairMember {
  readonly serial: string;
  /** For people. */
  readonly hostname: string;
  readonly info: SystemInfo;
  readonly ha: HaState;
}

export interface PairOptions {
  /** The user bears that a preemptive member takes its role back by itself while the pair is worked on. */
  readonly allowPreemption: boolean;
}

/** Why nothing may be done to the pair. */
export type PairTrouble =
  | 'ha_disabled'
  | 'peers_disagree'
  | 'different_models'
  | 'suspended'
  | 'both_active'
  | 'none_active'
  | 'not_functional'
  | 'peer_down'
  | 'preemptive'
  | 'sessions_not_synchronized'
  | 'config_not_synchronized';

export type PairVerdict =
  | {
      readonly ok: true;
      readonly mode: 'active-passive' | 'active-active';
      /** Serial of the member to upgrade first: the passive or active-secondary one. */
      readonly first: string;
      /** Serial of the member that leads the pair: the active or active-primary one. */
      readonly second: string;
    }
  | { readonly ok: false; readonly kind: PairTrouble; readonly reason: string };

type EnabledHa = Extract<HaState, { enabled: true }>;
type Member = PairMember & { readonly ha: EnabledHa };

/** @param members in any order, read within seconds of each other. */
export function judgePair(members: readonly [PairMember, PairMember], options: PairOptions): PairVerdict {
  const [one, other] = members;
  if (!isMember(one) || !isMember(other)) {
    const off = members.filter((member) => !member.ha.enabled).map(({ hostname }) => hostname);
    const what = off.length === 2 ? `${off.join(' and ')} both say` : `${off.join()} says`;
    return no(
      'ha_disabled',
      `${what} that HA is not enabled. A member that has just started says so, too: try again in ten minutes.`,
    );
  }
  const pair = [one, other] as const;
  const both = [pair, [other, one] as const] as const;
  return (
    firstOf(both, ([member, peer]) => whyNoPeers(member, peer)) ??
    whyTooDifferent(one, other) ??
    firstOf(both, ([member]) => whyOutOfThePair(member, pair)) ??
    whyNotOneLeads(pair) ??
    firstOf(both, ([member, peer]) => whyNotConnected(member, peer)) ??
    (options.allowPreemption ? null : firstOf(both, ([member]) => whyPreemptive(member))) ??
    firstOf(both, ([member]) => whyNotInStep(member, pair)) ??
    inOrder(pair)
  );
}

/** In an active/active pair both members forward; the primary takes the place of the active one. */
export function isLeading(ha: HaState): boolean {
  return ha.enabled && (ha.local.state === 'active' || ha.local.state === 'active-primary');
}

/** Whether the member itself says that it forwards traffic. */
export function isForwarding(ha: HaState): boolean {
  return isLeading(ha) || (ha.enabled && ha.local.state === 'active-secondary');
}

export function isSuspended(ha: HaState): boolean {
  return ha.enabled && ha.local.state === 'suspended';
}

/** Certainly not: a word that is not known, and no HA at all, may mean that it does. */
export function isIdle(ha: HaState): boolean {
  return ha.enabled && ['passive', 'suspended', 'non-functional'].includes(ha.local.state);
}

/** The vendor's word for members that do what they are there for. */
export function isFunctional(ha: HaState): boolean {
  return isForwarding(ha) || (ha.enabled && ha.local.state === 'passive');
}

/** The state in the device's own word. */
export function stateOf(ha: HaState): string {
  return ha.enabled ? ha.local.stateText || 'in an unknown HA state' : 'without HA';
}

/** Sessions are in step, or the user has switched that off. */
export function hasSessionsInStep({ local }: EnabledHa): boolean {
  return local.stateSync === 'complete' || local.stateSync === 'user-disabled';
}

function inOrder([one, other]: readonly [Member, Member]): PairVerdict {
  const [second, first] = isLeading(one.ha) ? [one, other] : [other, one];
  return {
    ok: true,
    mode: one.ha.mode === 'active-active' ? 'active-active' : 'active-passive',
    first: first.serial,
    second: second.serial,
  };
}

function whyNoPeers({ hostname, ha }: Member, peer: Member): PairVerdict | null {
  const { serial, managementIp } = ha.peer;
  if (serial !== null && serial !== peer.serial) {
    return no('peers_disagree', `${hostname} names ${serial} as its HA peer, not ${peer.hostname}.`);
  }
  const addresses = [peer.info.managementIp, peer.ha.local.managementIp].filter((ip) => ip !== null);
  if (managementIp !== null && addresses.length > 0 && !addresses.includes(managementIp)) {
    return no(
      'peers_disagree',
      `${hostname} says that its HA peer is at ${managementIp}, but ${peer.hostname} is at ${addresses[0] ?? ''}.`,
    );
  }
  if (serial === null && (managementIp === null || addresses.length === 0)) {
    return no('peers_disagree', `${hostname} does not tell who its HA peer is.`);
  }
  return null;
}

function whyTooDifferent(one: Member, other: Member): PairVerdict | null {
  if (one.info.model !== other.info.model) {
    const models = [one, other].map(({ hostname, info }) => `${hostname} is a ${info.model}`).join(', ');
    return no('different_models', `The members are of different models: ${models}.`);
  }
  const [mine, theirs] = [one.ha.mode, other.ha.mode];
  if (mine === theirs && mine !== 'unknown') return null;
  return no(
    'peers_disagree',
    `${one.hostname} and ${other.hostname} do not name the same HA mode (${mine}, ${theirs}).`,
  );
}

function whyOutOfThePair(member: Member, pair: readonly [Member, Member]): PairVerdict | null {
  const { hostname, ha } = member;
  if (isFunctional(ha) || isOlderStandby(member, pair)) return null;
  if (ha.local.state === 'suspended') {
    const how = 'Make it functional (Device > High Availability > Operational Commands)';
    return no('suspended', `${hostname} is suspended, and not by this job. ${how} and try again.`);
  }
  return no(
    'not_functional',
    `${hostname} is ${stateOf(ha)}, so it could not take over. Look at Dashboard > High Availability on it.`,
  );
}

/**
 * Some releases take an older member out of the pair while the newer one is active; an upgrade brings it back
 * (docs/PANOS.md "High availability").
 */
function isOlderStandby(member: Member, [one, other]: readonly [Member, Member]): boolean {
  const peer = member === one ? other : one;
  return (
    member.ha.local.state === 'non-functional' &&
    isLeading(peer.ha) &&
    compareVersions(member.info.swVersion, peer.info.swVersion) < 0
  );
}

function whyNotOneLeads([one, other]: readonly [Member, Member]): PairVerdict | null {
  const leading = [one, other].filter(({ ha }) => isLeading(ha));
  if (leading.length === 1) return null;
  const names = `${one.hostname} (${stateOf(one.ha)}) and ${other.hostname} (${stateOf(other.ha)})`;
  return leading.length === 2
    ? no('both_active', `Both members are active: ${names}. They do not see each other: repair the HA links.`)
    : no('none_active', `Neither member is active: ${names}.`);
}

function whyNotConnected({ hostname, ha }: Member, peer: Member): PairVerdict | null {
  if (ha.peer.connection === 'up') return null;
  return no(
    'peer_down',
    `${hostname} says that the HA connection to ${peer.hostname} is ${ha.peer.connection}.`,
  );
}

function whyPreemptive({ hostname, ha }: Member): PairVerdict | null {
  if (ha.local.preemptive !== true) return null;
  return no(
    'preemptive',
    `${hostname} is preemptive: it would take its role back in the middle of the work. ` +
      'Switch preemption off on both members and commit, or allow it for this job.',
  );
}

function whyNotInStep(member: Member, pair: readonly [Member, Member]): PairVerdict | null {
  const { hostname, ha } = member;
  const [one, other] = pair;
  const sameVersion = one.info.swVersion === other.info.swVersion;
  // What is out of the pair for its version has no sessions, and members of two versions keep two configurations.
  if (pair.some((each) => isOlderStandby(each, pair))) return null;
  if (!hasSessionsInStep(ha)) {
    const word = ha.local.stateSync ?? 'not told';
    return no('sessions_not_synchronized', `${hostname}: session synchronization is not complete (${word}).`);
  }
  if (!sameVersion || ha.configSync === null || ha.configSync === 'synchronized') return null;
  return no(
    'config_not_synchronized',
    `${hostname}: the configuration is ${ha.configSync} with its peer's. ` +
      'Synchronize it from the member whose configuration is right, and try again.',
  );
}

function isMember(member: PairMember): member is Member {
  return member.ha.enabled;
}

function firstOf<T>(items: readonly T[], ask: (item: T) => PairVerdict | null): PairVerdict | null {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== null) return answer;
  }
  return null;
}

const no = (kind: PairTrouble, reason: string): PairVerdict => ({ ok: false, kind, reason });
