/** The firewalls of an inventory as each of them is seen by the others: who should be whose HA peer. */
import type { DeviceFacts } from './deviceFacts.ts';
import { namedPeer } from './pairConfirmation.ts';
import type { Serial } from '../panos/serial.ts';

export interface Neighbours {
  /** The firewall with this serial, if it is in the inventory. */
  find(serial: Serial): DeviceFacts | undefined;
  /** Serial of the firewall that should be its HA peer; null when nobody tells. */
  peerOf(serial: Serial): Serial | null;
  /** The firewalls whose HA peer should be this one. */
  namersOf(serial: Serial): readonly DeviceFacts[];
}

/** @param all each serial once. */
export function neighboursIn(all: readonly DeviceFacts[]): Neighbours {
  const bySerial = new Map(all.map((facts) => [facts.serial, facts]));
  const byAddress = Map.groupBy(
    all.flatMap((facts) => [...new Set(facts.managementIps)].map((ip) => ({ ip, facts }))),
    ({ ip }) => ip,
  );
  const peers = new Map<Serial, Serial>();
  const namers = new Map<Serial, DeviceFacts[]>();
  for (const facts of all) {
    const peer = namedPeer(facts, (ip) => (byAddress.get(ip) ?? []).map((entry) => entry.facts));
    if (peer === null || peer === facts.serial) continue;
    peers.set(facts.serial, peer);
    const others = namers.get(peer);
    if (others === undefined) namers.set(peer, [facts]);
    else others.push(facts);
  }
  return {
    find: (serial) => bySerial.get(serial),
    peerOf: (serial) => peers.get(serial) ?? null,
    namersOf: (serial) => namers.get(serial) ?? [],
  };
}
