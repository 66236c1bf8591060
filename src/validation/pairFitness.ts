/**
 * Is an HA pair fit to be worked on, and which member comes first? Judged by what both members say of themselves and
 * of each other at this moment; the inventory's memory of roles is not asked. docs/PANOS.md "High availability".
 */
import type { HaState } from '../panos/answers/haState.ts';
import type { SystemInfo } from '../panos/answers/systemInfo.ts';
import { compareVersions } from '../panos/version.ts';
import { tell, type ToldTrouble } from '../ports/trouble.ts';
import { because, isOfVersions, type PairTrouble, validationWords } from './validationTroubles.ts';
import type { Serial } from '../panos/serial.ts';

export interface PairMember {
  readonly serial: Serial;
  /** For people. */
  readonly hostname: string;
  readonly info: SystemInfo;
  readonly ha: HaState;
}

export interface PairOptions {
  /** The user bears that a preemptive member takes its role back by itself while the pair is worked on. */
  readonly allowPreemption: boolean;
}

export type PairMode = 'active-passive' | 'active-active';

export interface PairRoles {
  readonly mode: PairMode;
  /** Serial of the member to upgrade first: the passive or active-secondary one. */
  readonly first: Serial;
  /** Serial of the member that leads the pair: the active or active-primary one. */
  readonly second: Serial;
}

export type PairVerdict =
  | ({ readonly ok: true } & PairRoles)
  /** Why nothing may be done to the pair. `butForConfig`: all is well but that its configuration is not in step. */
  | ({ readonly ok: false; readonly butForConfig?: PairRoles } & ToldTrouble<PairTrouble>);

type EnabledHa = Extract<HaState, { enabled: true }>;
type Member = PairMember & { readonly ha: EnabledHa };

/** @param members in any order, read within seconds of each other. */
export function judgePair(members: readonly [PairMember, PairMember], options: PairOptions): PairVerdict {
  const [one, other] = members;
  if (!isMember(one) || !isMember(other)) {
    const off = members.filter((member) => !member.ha.enabled).map(({ hostname }) => hostname);
    return no({ code: 'ha_disabled', members: off });
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
    firstOf(pair, (member) => whySessionsDiffer(member, pair)) ??
    firstOf(pair, (member) => whyConfigDiffers(member, pair)) ?? { ok: true, ...rolesOf(pair) }
  );
}

/** The member at whose address another device answers: addresses are swapped and reused. */
export function strangerAmong<M extends Pick<PairMember, 'serial' | 'info'>>(
  members: readonly M[],
): M | undefined {
  return members.find(({ serial, info }) => serial !== info.serial);
}

/** In an active/active pair both members forward; the primary takes the place of the active one. */
export function isLeading(ha: HaState): boolean {
  return ha.enabled && leads(ha.local.state);
}

/** By the word of a member; those of a pair that is fit agree. */
export function modeOf(ha: HaState): PairMode {
  return ha.enabled && ha.mode === 'active-active' ? 'active-active' : 'active-passive';
}

/** Whether it says that its peer forwards, by the link between them. */
export function seesPeerForward(ha: HaState): boolean {
  if (!ha.enabled || ha.peer.connection !== 'up') return false;
  return leads(ha.peer.state) || ha.peer.state === 'active-secondary';
}

function leads(state: EnabledHa['local' | 'peer']['state']): boolean {
  return state === 'active' || state === 'active-primary';
}

/** Whether the member itself says that it forwards traffic. */
export function isForwarding(ha: HaState): boolean {
  return isLeading(ha) || (ha.enabled && ha.local.state === 'active-secondary');
}

export function isSuspended(ha: HaState): boolean {
  return ha.enabled && ha.local.state === 'suspended';
}

/** Of an active/active pair: on its way to its role, or kept from it by a link or a path that failed. */
export function isTentative(ha: HaState): boolean {
  return ha.enabled && ha.local.state === 'tentative';
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

/**
 * The state with why, where a member says so: `non-functional (it says: "Path monitor failure")`.
 * @param peer what its peer says, which may know the reason.
 */
export function stateWords(ha: HaState, peer: HaState | null = null): string {
  if (!ha.enabled) return stateOf(ha);
  const { state, reason } = ha.local;
  const byPeer = peer?.enabled === true && peer.peer.state === state ? peer.peer.reason : null;
  return `${stateOf(ha)}${because(reason ?? byPeer)}`;
}

/** Sessions are in step, or the user has switched that off. */
export function hasSessionsInStep({ local }: EnabledHa): boolean {
  return local.stateSync === 'complete' || local.stateSync === 'user-disabled';
}

function rolesOf([one, other]: readonly [Member, Member]): PairRoles {
  const [second, first] = isLeading(one.ha) ? [one, other] : [other, one];
  return {
    mode: modeOf(one.ha),
    first: first.serial,
    second: second.serial,
  };
}

function whyNoPeers({ hostname: member, ha }: Member, peer: Member): PairVerdict | null {
  const { serial, managementIp } = ha.peer;
  const disagree = { code: 'peers_disagree', member } as const;
  if (serial !== null && serial !== peer.serial) {
    return no({ ...disagree, about: 'serial', named: serial, peer: peer.hostname });
  }
  const addresses = [peer.info.managementIp, peer.ha.local.managementIp].filter((ip) => ip !== null);
  if (managementIp !== null && addresses.length > 0 && !addresses.includes(managementIp)) {
    const address = addresses[0] ?? '';
    return no({ ...disagree, about: 'address', named: managementIp, peer: peer.hostname, address });
  }
  if (serial === null && (managementIp === null || addresses.length === 0)) {
    return no({ ...disagree, about: 'nothing' });
  }
  return null;
}

function whyTooDifferent(one: Member, other: Member): PairVerdict | null {
  if (one.info.model !== other.info.model) {
    const members = [one, other].map(({ hostname, info }) => ({ hostname, model: info.model }));
    return no({ code: 'different_models', members });
  }
  const [named, peerNamed] = [one.ha.mode, other.ha.mode];
  if (named === peerNamed && named !== 'unknown') return null;
  const [member, peer] = [one.hostname, other.hostname];
  return no({ code: 'peers_disagree', member, about: 'mode', named, peer, peerNamed });
}

function whyOutOfThePair(member: Member, pair: readonly [Member, Member]): PairVerdict | null {
  const { hostname, ha } = member;
  if (isFunctional(ha) || isOlderStandby(member, pair)) return null;
  const reason = ha.local.reason ?? reasonByItsPeer(member, pair);
  if (ha.local.state === 'suspended') return no({ code: 'suspended', member: hostname, reason });
  return no({ code: 'not_functional', hostname, state: stateOf(ha), reason });
}

/** What the peer says of this member, where both speak of the same state. */
function reasonByItsPeer(member: Member, [one, other]: readonly [Member, Member]): string | null {
  const peer = member === one ? other : one;
  return peer.ha.peer.state === member.ha.local.state ? peer.ha.peer.reason : null;
}

/**
 * Some releases take an older member out of the pair while the newer one is active; an upgrade brings it back
 * (docs/PANOS.md "High availability").
 */
function isOlderStandby(member: Member, [one, other]: readonly [Member, Member]): boolean {
  const peer = member === one ? other : one;
  return (
    member.ha.local.state === 'non-functional' &&
    mayBeOfVersions(member.ha.local.reason ?? reasonByItsPeer(member, [one, other])) &&
    isLeading(peer.ha) &&
    compareVersions(member.info.swVersion, peer.info.swVersion) < 0
  );
}

/** Where it does not say why, it may be its version; a failed link is another matter. */
function mayBeOfVersions(reason: string | null): boolean {
  return reason === null || isOfVersions(reason);
}

function whyNotOneLeads([one, other]: readonly [Member, Member]): PairVerdict | null {
  const leading = [one, other].filter(({ ha }) => isLeading(ha));
  if (leading.length === 1) return null;
  const members = [one, other].map(({ hostname, ha }) => ({ hostname, state: stateOf(ha) }));
  return no({ code: leading.length === 2 ? 'both_active' : 'none_active', members });
}

function whyNotConnected({ hostname, ha }: Member, peer: Member): PairVerdict | null {
  if (ha.peer.connection === 'up') return null;
  const { connection } = ha.peer;
  return no({ code: 'peer_down', member: hostname, peer: peer.hostname, connection });
}

function whyPreemptive({ hostname, ha }: Member): PairVerdict | null {
  if (ha.local.preemptive !== true) return null;
  return no({ code: 'preemptive', member: hostname });
}

function whySessionsDiffer({ hostname, ha }: Member, pair: readonly [Member, Member]): PairVerdict | null {
  // What is out of the pair for its version has no sessions.
  if (pair.some((each) => isOlderStandby(each, pair)) || hasSessionsInStep(ha)) return null;
  return no({ code: 'sessions_not_synchronized', hostname, state: ha.local.stateSync ?? 'not told' });
}

/** Asked last: what is otherwise well may be brought into step, or borne. */
function whyConfigDiffers({ hostname, ha }: Member, pair: readonly [Member, Member]): PairVerdict | null {
  const [one, other] = pair;
  // Members of two versions keep two configurations.
  if (one.info.swVersion !== other.info.swVersion) return null;
  if (ha.configSync === null || ha.configSync === 'synchronized') return null;
  const trouble = { code: 'config_not_synchronized', hostname, state: ha.configSync } as const;
  return { ok: false, ...tell(trouble, validationWords), butForConfig: rolesOf(pair) };
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

function no(trouble: PairTrouble): PairVerdict {
  return { ok: false, ...tell(trouble, validationWords) };
}
