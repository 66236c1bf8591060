/** The HA daemon of one member of a pair, and what each member does when the other changes. docs/PANOS.md "High availability". */
import {
  later,
  record,
  timing,
  varied,
  type Firewall,
  type HaMember,
  type HaState,
} from '../device/firewall.ts';
import { updateForwarding } from './forwarding.ts';
import {
  isForwardingState,
  isFunctional,
  isLeading,
  isMember,
  isNewer,
  isTooFarApart,
  leadingState,
  type Member,
  partnerOf,
  preempts,
  seesPeer,
  stateInTrouble,
} from './haRoles.ts';
import { beginSessionSync } from './haSync.ts';

const PEER_TOO_OLD = 'Peer version too old';
const PEER_TOO_NEW = 'Peer version too new';
const LINK_DOWN = 'Link down';

/** Changes the state; `reason` is given for states in which something is wrong. */
function enter(firewall: Firewall, state: HaState, reason?: string): void {
  const member = firewall.ha;
  if (member === null || member.state === state) return;
  const wasIn = isFunctional(member) || member.state === 'tentative';
  member.state = state;
  member.since = firewall.world.agenda.now;
  if (reason !== undefined) member.lastError = { state, reason };
  record(firewall, { what: 'ha_state', detail: state });
  updateForwarding(firewall);
  // A tentative member waited for the sessions, and one that only changes its role goes on with them.
  if (!wasIn) beginSessionSync(firewall);
}

/** The member goes down with its device. */
export function stopHa(firewall: Firewall): void {
  const { ha: member } = firewall;
  if (member === null || member.state === 'off') return;
  member.wentDownSuspended = member.state === 'suspended';
  leave(firewall, 'off');
}

/** `request high-availability state suspend` takes the member out of the pair. */
export function suspendMember(firewall: Firewall): void {
  leave(firewall, 'suspended', 'User requested');
}

/** What it forwards over is gone: the member leaves the pair until somebody mends it. */
export function loseLinks(firewall: Firewall): void {
  const member = firewall.ha;
  if (member === null || member.state === 'off') return;
  const state = stateInTrouble(member);
  // One that is tentative on its way into its pair stays it, for another reason.
  if (member.state === state) member.lastError = { state, reason: LINK_DOWN };
  leave(firewall, state, LINK_DOWN);
}

/** Somebody switches HA off on it, for good: it is in no pair any more, and forwards nothing. */
export function switchOffHa(firewall: Firewall): void {
  if (firewall.ha === null) return;
  firewall.ha.isSwitchedOff = true;
  if (firewall.ha.state !== 'off') leave(firewall, 'off');
}

/** The daemon comes up some time after the management server did, then looks for the peer. */
export function startHaAfterBoot(firewall: Firewall): void {
  const member = firewall.ha;
  if (member === null) return;
  const comesBackSuspended = member.spec.staysSuspended && member.wentDownSuspended;
  const hasFailedLink = firewall.faults.take('link_fails_at_boot') !== undefined;
  member.lastError = null;
  later(firewall, varied(firewall, timing(firewall).haDaemonSeconds), () => {
    if (member.isSwitchedOff) return;
    if (comesBackSuspended) enter(firewall, 'suspended', 'User requested');
    else if (hasFailedLink) enter(firewall, stateInTrouble(member), LINK_DOWN);
    else negotiate(firewall);
  });
}

/** Looks for the peer; without one the member goes on alone when the time is over. */
export function negotiate(firewall: Firewall): void {
  const { haNegotiationSeconds, haPeerTimeoutSeconds } = timing(firewall);
  enter(firewall, 'initial');
  later(firewall, varied(firewall, haNegotiationSeconds), () => {
    if (seesPeer(firewall)) join(firewall);
    else later(firewall, haPeerTimeoutSeconds * 1000, () => join(firewall));
  });
}

/** Finds its role beside the peer, as it is now, or alone. */
function join(firewall: Firewall): void {
  const member = firewall.ha;
  if (member?.state !== 'initial') return;
  const partner = partnerOf(firewall);
  if (partner !== undefined && isTooFarApart(firewall, partner)) {
    const newer = isNewer(firewall, partner) ? firewall : partner;
    leave(newer, firewall.world.fleet.ha.versionGap, PEER_TOO_OLD);
    if (newer === firewall) return;
  }
  if (partner === undefined || !isForwardingState(partner.ha.state)) enter(firewall, leadingState(member));
  else if (member.spec.mode === 'active-active') becomeTentative(firewall);
  else standBy(firewall);
}

/** Active/active: the sessions first, then the routes, then a role. */
function becomeTentative(firewall: Firewall): void {
  enter(firewall, 'tentative');
  const { haSessionSyncSeconds, haTentativeHoldSeconds } = timing(firewall);
  const since = firewall.ha?.since;
  later(firewall, (haSessionSyncSeconds + haTentativeHoldSeconds) * 1000, () => {
    const member = firewall.ha;
    if (member === null || !isOnItsWay(member) || member.since !== since) return;
    if (isLeading(partnerOf(firewall)?.ha)) standBy(firewall);
    else enter(firewall, leadingState(member));
  });
}

/** The second role of the pair; the first one is taken back later if this member preempts. */
function standBy(firewall: Firewall): void {
  const partner = partnerOf(firewall);
  if (!isMember(firewall) || partner === undefined) return;
  const outOfPlace = firewall.world.fleet.ha.olderStandby === 'non-functional' && isNewer(partner, firewall);
  if (outOfPlace) {
    enter(firewall, 'non-functional', PEER_TOO_NEW);
    return;
  }
  const state = firewall.ha.spec.mode === 'active-active' ? 'active-secondary' : 'passive';
  enter(firewall, state);
  if (!preempts(firewall, partner)) return;
  const { since } = firewall.ha;
  later(firewall, timing(firewall).haPreemptHoldSeconds * 1000, () => {
    const unchanged = firewall.ha.state === state && firewall.ha.since === since;
    if (unchanged && isLeading(partnerOf(firewall)?.ha)) takeOverFrom(partner, firewall);
  });
}

function takeOverFrom(partner: Firewall, firewall: Member): void {
  standBy(partner);
  enter(firewall, leadingState(firewall.ha));
}

/** Leaves the pair for a state in which it does nothing, and lets the partner do what it can. */
function leave(firewall: Firewall, state: HaState, reason?: string): void {
  const partner = partnerOf(firewall);
  const led = isLeading(firewall.ha);
  enter(firewall, state, reason);
  if (partner === undefined) return;
  if (isOutForItsVersion(partner)) negotiate(partner);
  else if (led && isReadyToLead(partner)) {
    const { state: instead = 'active' } = partner.faults.take('no_takeover') ?? {};
    if (instead === 'non-functional') enter(partner, stateInTrouble(partner.ha), 'Path monitor failure');
    if (instead === 'suspended') enter(partner, instead, 'User requested');
    if (instead !== 'active') return;
    later(partner, timing(firewall).haFailoverSeconds * 1000, () => {
      if (isReadyToLead(partner) && !isLeading(firewall.ha)) enter(partner, leadingState(partner.ha));
    });
  }
}

function isReadyToLead({ ha: member }: Firewall): boolean {
  const state = member?.state;
  return state === 'passive' || state === 'active-secondary' || (member !== null && isOnItsWay(member));
}

/** A tentative member may still be on its way into its pair, or have failed. */
function isOnItsWay({ state, lastError }: HaMember): boolean {
  return state === 'tentative' && lastError?.state !== state;
}

/** Whether somebody forwards, or will within the time of a failover, when this member leaves. */
export function isReplaceable(firewall: Firewall): boolean {
  const partner = partnerOf(firewall);
  return partner !== undefined && (isForwardingState(partner.ha.state) || isReadyToLead(partner));
}

function isOutForItsVersion(firewall: Firewall): boolean {
  const member = firewall.ha;
  const reason = member?.lastError?.reason;
  return member?.state === 'non-functional' && (reason === PEER_TOO_OLD || reason === PEER_TOO_NEW);
}
