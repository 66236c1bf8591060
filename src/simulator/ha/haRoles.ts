/** What the states of HA members mean, who is whose peer, and who of two members comes first. docs/PANOS.md "High availability". */
import { compareVersions } from '../../panos/version.ts';
import { releasesApart } from '../software/catalogue.ts';
import type { Firewall, HaMember, HaState } from '../device/firewall.ts';

const FORWARDING: readonly HaState[] = ['active', 'active-primary', 'active-secondary'];
/** A firewall with HA. */
export type Member = Firewall & { readonly ha: HaMember };

/** Below this a pair does not bear members that are more than one feature release apart. */
const GAPS_ALLOWED_FROM = '10.2.0';

export function isForwardingState(state: HaState): boolean {
  return FORWARDING.includes(state);
}

/** The state of the member that owns the pair's addresses. */
export function isLeading(member: HaMember | null | undefined): boolean {
  return member?.state === 'active' || member?.state === 'active-primary';
}

/** The vendor's word for members that do what they are there for. */
export function isFunctional(member: HaMember | null | undefined): boolean {
  return member?.state === 'passive' || isForwardingState(member?.state ?? 'off');
}

export function leadingState(member: HaMember): HaState {
  return member.spec.mode === 'active-active' ? 'active-primary' : 'active';
}

/** What a failed link or path makes of a member. */
export function stateInTrouble(member: HaMember): HaState {
  return member.spec.mode === 'active-active' ? 'tentative' : 'non-functional';
}

/** The firewall that this one names, whatever that one says. */
export function peerOf(firewall: Firewall): Firewall | undefined {
  return firewall.ha === null ? undefined : firewall.world.firewalls.get(firewall.ha.spec.peer);
}

/** The peer, if both name each other. */
export function mutualPeerOf(firewall: Firewall): Firewall | undefined {
  const peer = peerOf(firewall);
  return peer?.ha?.spec.peer === firewall.spec.serial ? peer : undefined;
}

/** Whether the link to the named peer works and the peer's daemon runs. */
export function seesPeer(firewall: Firewall): boolean {
  const peer = peerOf(firewall)?.ha;
  const linked = peer?.spec.link === 'up' && firewall.ha?.spec.link === 'up';
  return linked && peer.state !== 'off';
}

/** The other member with its daemon, if the two work as a pair: they name and see each other. */
export function partnerOf(firewall: Firewall): Member | undefined {
  const peer = mutualPeerOf(firewall);
  return peer !== undefined && isMember(peer) && seesPeer(firewall) ? peer : undefined;
}

/** Whether HA is configured, though its daemon may not run. */
export function isMember(firewall: Firewall): firewall is Member {
  return firewall.ha !== null;
}

/** Whether a member would take its role back from the other: by priority, and in an active/active pair by device id. */
export function preempts(firewall: Member, other: Member): boolean {
  const [mine, theirs] = [firewall.ha.spec, other.ha.spec];
  if (!mine.preemptive || !theirs.preemptive) return false;
  return mine.mode === 'active-active'
    ? deviceId(firewall) < deviceId(other)
    : mine.priority < theirs.priority;
}

/** Of the two members of an active/active pair the one that is the primary in the beginning has 0. */
export function deviceId(firewall: Firewall): 0 | 1 {
  const [own, others] = [firewall.ha?.spec.state, mutualPeerOf(firewall)?.ha?.spec.state];
  if (own === 'active-primary' || others === 'active-secondary') return 0;
  if (own === 'active-secondary' || others === 'active-primary') return 1;
  return firewall.spec.serial < (firewall.ha?.spec.peer ?? '') ? 0 : 1;
}

export function isNewer(firewall: Firewall, other: Firewall): boolean {
  return compareVersions(firewall.version, other.version) > 0;
}

/** Further than they bear: the newer one then leaves the pair. */
export function isTooFarApart(one: Firewall, other: Firewall): boolean {
  const older = isNewer(one, other) ? other : one;
  const usual = compareVersions(older.version, GAPS_ALLOWED_FROM) < 0 ? 1 : Infinity;
  const { bearsReleasesApart = usual } = one.world.fleet.ha;
  return releasesApart(one.version, other.version) > bearsReleasesApart;
}
