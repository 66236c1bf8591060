/** The HA daemon of one member of an active/passive pair, and what each does when the other changes. docs/PANOS.md "High availability". */
import { updateForwarding } from './forwarding.ts';
import { later, record, timing, varied, type Firewall, type HaMember } from './firewall.ts';
import { failure, success, type SimReply } from './replies.ts';

export function peerOf(firewall: Firewall): Firewall | undefined {
  return firewall.ha === null ? undefined : firewall.world.firewalls.get(firewall.ha.spec.peer);
}

export function isFunctional(member: HaMember | null | undefined): boolean {
  return member?.state === 'active' || member?.state === 'passive';
}

function enter(firewall: Firewall, state: HaMember['state']): void {
  const member = firewall.ha;
  if (member === null || member.state === state) return;
  const { now } = firewall.world.agenda;
  member.state = state;
  member.since = now;
  record(firewall, { what: 'ha_state', detail: state });
  updateForwarding(firewall);
  const peer = peerOf(firewall);
  if (isFunctional(member) && isFunctional(peer?.ha)) {
    const synced = now + timing(firewall).haSessionSyncSeconds * 1000;
    for (const one of [member, peer?.ha])
      if (one && one.sessionsSyncedAt <= now) one.sessionsSyncedAt = synced;
  }
}

/** The member goes down with its device. */
export function stopHa(firewall: Firewall): void {
  const wasActive = firewall.ha?.state === 'active';
  const wasSuspended = firewall.ha?.state === 'suspended';
  enter(firewall, 'off');
  if (firewall.ha !== null && wasSuspended)
    firewall.ha.lastError = { state: 'suspended', reason: 'User requested' };
  if (wasActive) letPeerTakeOver(firewall);
}

/** The daemon comes up some time after the management server did, then looks for the peer. */
export function startHaAfterBoot(firewall: Firewall): void {
  const member = firewall.ha;
  if (member === null) return;
  const comesBackSuspended = member.spec.staysSuspended && member.lastError?.state === 'suspended';
  member.lastError = null;
  later(firewall, varied(firewall, timing(firewall).haDaemonSeconds), () => {
    if (comesBackSuspended) {
      enter(firewall, 'suspended');
      return;
    }
    enter(firewall, 'initial');
    later(firewall, varied(firewall, timing(firewall).haNegotiationSeconds), () => join(firewall));
  });
}

/** Finds its role: passive beside an active peer, active otherwise. */
function join(firewall: Firewall): void {
  const member = firewall.ha;
  if (member?.state !== 'initial') return;
  const peer = peerOf(firewall)?.ha;
  enter(firewall, peer?.state === 'active' ? 'passive' : 'active');
  const preempts =
    member.spec.preemptive && peer?.spec.preemptive === true && member.spec.priority < peer.spec.priority;
  if (preempts) later(firewall, 60_000, () => preempt(firewall));
}

function preempt(firewall: Firewall): void {
  const peer = peerOf(firewall);
  if (firewall.ha?.state !== 'passive' || peer?.ha?.state !== 'active') return;
  enter(peer, 'passive');
  enter(firewall, 'active');
}

function letPeerTakeOver(firewall: Firewall): void {
  const peer = peerOf(firewall);
  if (peer?.ha?.state !== 'passive') return;
  later(peer, timing(firewall).haFailoverSeconds * 1000, () => {
    if (peer.ha?.state === 'passive' && firewall.ha?.state !== 'active') enter(peer, 'active');
  });
}

/** `request high-availability state suspend`: done even if the peer is down, which then means an outage. */
export function suspend(firewall: Firewall): SimReply {
  const member = firewall.ha;
  if (member === null || member.state === 'off') return failure('HA is not enabled');
  const wasActive = member.state === 'active';
  record(firewall, { what: 'suspended' });
  enter(firewall, 'suspended');
  member.lastError = { state: 'suspended', reason: 'User requested' };
  if (wasActive) letPeerTakeOver(firewall);
  return success('Successfully changed HA state to suspended');
}

/** `request high-availability state functional`. */
export function makeFunctional(firewall: Firewall): SimReply {
  const member = firewall.ha;
  if (member === null || member.state === 'off') return failure('HA is not enabled');
  record(firewall, { what: 'functional' });
  if (member.state === 'suspended') {
    enter(firewall, 'initial');
    later(firewall, varied(firewall, timing(firewall).haNegotiationSeconds), () => join(firewall));
  }
  return success('Successfully changed HA state to functional');
}
