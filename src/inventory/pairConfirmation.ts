/**
 * Do two firewalls form an HA pair? Only if each names the other wherever it names anybody: a wrong pair would let
 * both members of a real one restart at the same time. docs/PANOS.md "High availability".
 */
import type { Serial } from '../panos/serial.ts';
import { type DeviceFacts, type HaMemberFacts, hostOf } from './deviceFacts.ts';

/**
 * Who the firewall's peer should be, from Panorama, the box, or the management address the box tells.
 * @param withAddress all firewalls known under a management IP.
 * @returns the peer's serial, or null when nobody tells.
 */
export function namedPeer(
  facts: DeviceFacts,
  withAddress: (managementIp: string) => readonly DeviceFacts[],
): Serial | null {
  const box = facts.ha.kind === 'read' && facts.ha.state.enabled ? facts.ha.state.peer : null;
  const told = facts.panorama?.peerSerial ?? box?.serial ?? null;
  if (told !== null) return told;
  // Behind address translation several sites may use the same address; then it names nobody.
  const others = withAddress(hostOf(box?.managementIp ?? '')).filter(
    (other) => other.serial !== facts.serial,
  );
  return others.length === 1 ? (others[0]?.serial ?? null) : null;
}

/**
 * Whether everything that is said about the peer of `member` fits `peer`. Ask it both ways.
 * @returns the doubt, for people; null when there is none.
 */
export function doubtAboutPeer(member: HaMemberFacts, peer: DeviceFacts): string | null {
  const { panorama } = member;
  if (panorama !== null && panorama.peerSerial === null)
    return `Panorama names no HA peer of ${member.name}.`;
  if (panorama !== null && panorama.peerSerial !== peer.serial) {
    return `Panorama names ${String(panorama.peerSerial)} as the HA peer of ${member.name}, not ${peer.serial}.`;
  }

  const { serial, managementIp } = member.ha.state.peer;
  if (serial !== null && serial !== peer.serial) {
    return `${member.name} itself names ${serial} as its HA peer, not ${peer.serial}.`;
  }
  if (
    managementIp !== null &&
    peer.managementIps.length > 0 &&
    !peer.managementIps.includes(hostOf(managementIp))
  ) {
    return `${member.name} says that its HA peer is at ${managementIp}, but ${peer.name} is at ${peer.managementIps.join(', ')}.`;
  }
  if (panorama === null && serial === null && (managementIp === null || peer.managementIps.length === 0)) {
    return `${member.name} does not tell who its HA peer is.`;
  }
  return null;
}
