/**
 * Standalone, member of an HA pair, or unknown: decided from facts alone. Whatever is in doubt is `unknown` with
 * the reason, never `standalone`: a member that is taken for a standalone firewall could be restarted together
 * with its peer.
 */
import type { Device } from './device.ts';
import { type DeviceFacts, type HaMemberFacts, isHaMember } from './deviceFacts.ts';
import { type Neighbours, neighboursIn } from './neighbours.ts';
import { doubtAboutPeer } from './pairConfirmation.ts';
import type { Serial } from '../panos/serial.ts';

export type Classification = Pick<Device, 'deviceType' | 'typeReason' | 'peerSerial'>;

/**
 * An HA member says for a while after its boot that HA is off, until its HA daemon runs (docs/PANOS.md "High
 * availability"). Slow models take minutes.
 */
const HA_MAY_STILL_START_SECONDS = 600;

/**
 * Decides the type of every firewall; each is looked at together with the others, because a pair must be confirmed
 * by both members.
 * @param all of the inventory, each serial once.
 * @returns by serial.
 */
export function classify(all: readonly DeviceFacts[]): Map<string, Classification> {
  const neighbours = neighboursIn(all);
  return new Map(all.map((facts) => [facts.serial, classifyOne(facts, neighbours)]));
}

function classifyOne(facts: DeviceFacts, neighbours: Neighbours): Classification {
  const peerSerial = neighbours.peerOf(facts.serial);
  if (isHaMember(facts)) return classifyMember(facts, peerSerial, neighbours);
  const { ha, before } = facts;
  switch (ha.kind) {
    case 'read':
      return classifyWithoutHa(facts, peerSerial, neighbours.namerOf(facts.serial));
    case 'failed':
      return unknown(`Its HA state is not known: ${ha.reason}`, peerSerial);
    case 'not_contacted':
      return before === null
        ? unknown(`Its HA state is not known: ${ha.reason}`, peerSerial)
        : { deviceType: before.deviceType, typeReason: before.typeReason, peerSerial: before.peerSerial };
  }
}

function classifyWithoutHa(
  facts: DeviceFacts,
  peerSerial: Serial | null,
  namer: DeviceFacts | undefined,
): Classification {
  const { panorama, uptimeSeconds, before } = facts;
  const afterBoot = 'Right after a restart that is normal for an HA member: discover again in some minutes.';
  if (panorama !== null && (panorama.haState !== null || panorama.peerSerial !== null)) {
    return unknown(
      `The firewall says that HA is off, but Panorama lists it with HA (${panorama.haState ?? 'state not told'}). ${afterBoot}`,
      peerSerial,
    );
  }
  if (namer !== undefined) {
    return unknown(
      `The firewall says that HA is off, but ${namer.name} has it as HA peer. ${afterBoot}`,
      namer.serial,
    );
  }
  const knownStandalone = before?.deviceType === 'standalone';
  if (!knownStandalone && uptimeSeconds !== null && uptimeSeconds < HA_MAY_STILL_START_SECONDS) {
    return unknown(
      `The firewall says that HA is off, but it restarted less than ${HA_MAY_STILL_START_SECONDS / 60} minutes ago. ${afterBoot}`,
      null,
    );
  }
  return {
    deviceType: 'standalone',
    typeReason:
      panorama === null
        ? 'HA is off on the firewall.'
        : 'HA is off on the firewall, and Panorama reports none.',
    peerSerial: null,
  };
}

function classifyMember(
  facts: HaMemberFacts,
  peerSerial: Serial | null,
  neighbours: Neighbours,
): Classification {
  if (peerSerial === null)
    return unknown('HA is on, but neither Panorama nor the firewall tells who its peer is.', null);
  const peer = neighbours.find(peerSerial);
  if (peer === undefined) {
    return unknown(`HA is on, but its peer ${peerSerial} is not in the inventory.`, peerSerial);
  }

  const doubt = doubtAboutPeer(facts, peer);
  if (doubt !== null) return unknown(`HA is on, but ${doubt}`, peerSerial);
  if (peer.ha.kind === 'not_contacted' && werePaired(facts, peer)) {
    return {
      ...pairOf(peer),
      typeReason: `HA pair with ${peer.name}, confirmed by both members before. ${peer.ha.reason}`,
    };
  }
  if (peer.ha.kind !== 'read') {
    return unknown(
      `HA is on, but its peer ${peer.name} could not confirm the pair: ${peer.ha.reason}`,
      peerSerial,
    );
  }
  if (!isHaMember(peer)) {
    return unknown(`HA is on, but its peer ${peer.name} says that HA is off there.`, peerSerial);
  }
  const doubtOfPeer = doubtAboutPeer(peer, facts);
  return doubtOfPeer === null ? pairOf(peer) : unknown(`HA is on, but ${doubtOfPeer}`, peerSerial);
}

function werePaired(one: DeviceFacts, other: DeviceFacts): boolean {
  return hadAsPeer(one, other) && hadAsPeer(other, one);
}

function hadAsPeer({ before }: DeviceFacts, peer: DeviceFacts): boolean {
  return before?.deviceType === 'ha_pair' && before.peerSerial === peer.serial;
}

function pairOf(peer: DeviceFacts): Classification {
  return {
    deviceType: 'ha_pair',
    typeReason: `HA pair with ${peer.name}, confirmed by both members.`,
    peerSerial: peer.serial,
  };
}

function unknown(typeReason: string, peerSerial: Serial | null): Classification {
  return { deviceType: 'unknown', typeReason, peerSerial };
}
