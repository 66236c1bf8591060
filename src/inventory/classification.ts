/**
 * Standalone, member of an HA pair, or unknown: decided from facts alone. Whatever is in doubt is `unknown` with
 * the reason, never `standalone`: a member that is taken for a standalone firewall could be restarted together
 * with its peer.
 */
import type { Device } from './device.ts';
import {
  type DeviceBefore,
  type DeviceFacts,
  type HaMemberFacts,
  type HaReading,
  isHaMember,
  newestEvidence,
} from './deviceFacts.ts';
import { type Neighbours, neighboursIn } from './neighbours.ts';
import { doubtAboutPeer } from './pairConfirmation.ts';
import { pairReason } from './readings.ts';
import { newDoubtAbout } from './unreached.ts';
import type { Serial } from '../panos/serial.ts';

export type Classification = Pick<Device, 'deviceType' | 'typeReason' | 'peerSerial'> & {
  /** How old this is: a doubt is as new as the newest that speaks for it, a certainty as old as the oldest it needs. */
  readonly at: number;
};

/**
 * An HA member says for a while after its boot that HA is off, until its HA daemon runs (docs/PANOS.md "High
 * availability"). Slow models take minutes.
 */
const HA_MAY_STILL_START_SECONDS = 600;

/**
 * Decides the type of every firewall; each is looked at together with the others, because a pair must be confirmed
 * by both members.
 * @param all of the inventory, each serial once.
 * @param now by the clock of the readings.
 * @returns by serial.
 */
export function classify(all: readonly DeviceFacts[], now: number): Map<string, Classification> {
  const neighbours = neighboursIn(all);
  return new Map(all.map((facts) => [facts.serial, classifyOne(facts, neighbours, now)]));
}

function classifyOne(facts: DeviceFacts, neighbours: Neighbours, now: number): Classification {
  const peerSerial = neighbours.peerOf(facts.serial);
  if (isHaMember(facts)) return classifyMember(facts, peerSerial, neighbours, now);
  const { ha, before, askedAt } = facts;
  switch (ha.kind) {
    case 'read':
      return classifyWithoutHa(facts, peerSerial, neighbours.namersOf(facts.serial)[0]);
    case 'failed':
      return unknown(notKnown(ha), peerSerial, askedAt);
    case 'not_contacted':
    case 'not_asked':
      if (before === null) return unknown(notKnown(ha), peerSerial, askedAt);
      return (
        newlyDoubted(facts, before, neighbours, now) ??
        (ha.kind === 'not_asked' ? asBefore(before) : asBeforeBecause(ha, facts, before, neighbours))
      );
  }
}

function notKnown({ reason }: { readonly reason: string }): string {
  return `Its HA state is not known: ${reason}`;
}

/** It is what it was, and as old; only why nothing newer is known is new. */
function asBeforeBecause(
  ha: Extract<HaReading, { kind: 'not_contacted' }>,
  { serial, askedAt }: DeviceFacts,
  before: DeviceBefore,
  neighbours: Neighbours,
): Classification {
  const { deviceType, peerSerial } = before;
  if (deviceType === 'unknown') {
    return unknown(notKnown(ha), neighbours.peerOf(serial) ?? peerSerial, askedAt);
  }
  if (peerSerial === null) return asBefore(before);
  const peer = neighbours.find(peerSerial)?.name ?? peerSerial;
  return { ...asBefore(before), typeReason: pairedBefore(peer, ha.reason) };
}

function newlyDoubted(
  facts: DeviceFacts,
  before: DeviceBefore,
  neighbours: Neighbours,
  now: number,
): Classification | null {
  const doubt = newDoubtAbout(facts, before, neighbours, now);
  if (doubt === null) return null;
  const namer = neighbours.namersOf(facts.serial)[0]?.serial;
  const peerSerial = neighbours.peerOf(facts.serial) ?? namer ?? before.peerSerial;
  return unknown(`${doubt.why} It could not be asked itself.`, peerSerial, doubt.at);
}

function asBefore({ deviceType, typeReason, peerSerial, readAt }: DeviceBefore): Classification {
  return { deviceType, typeReason, peerSerial, at: readAt.type };
}

function classifyWithoutHa(
  facts: DeviceFacts,
  peerSerial: Serial | null,
  namer: DeviceFacts | undefined,
): Classification {
  const { panorama, uptimeSeconds, before, askedAt } = facts;
  const afterBoot = 'Right after a restart that is normal for an HA member: discover again in some minutes.';
  if (panorama !== null && (panorama.haState !== null || panorama.peerSerial !== null)) {
    return unknown(
      `The firewall says that HA is off, but Panorama lists it with HA (${panorama.haState ?? 'state not told'}). ${afterBoot}`,
      peerSerial,
      newestEvidence(facts),
    );
  }
  if (namer !== undefined) {
    return unknown(
      `The firewall says that HA is off, but ${namer.name} has it as HA peer. ${afterBoot}`,
      namer.serial,
      Math.max(askedAt, newestEvidence(namer)),
    );
  }
  const knownStandalone = before?.deviceType === 'standalone';
  if (!knownStandalone && uptimeSeconds !== null && uptimeSeconds < HA_MAY_STILL_START_SECONDS) {
    return unknown(
      `The firewall says that HA is off, but it restarted less than ${HA_MAY_STILL_START_SECONDS / 60} minutes ago. ${afterBoot}`,
      null,
      askedAt,
    );
  }
  return {
    deviceType: 'standalone',
    typeReason:
      panorama === null
        ? 'HA is off on the firewall.'
        : 'HA is off on the firewall, and Panorama reports none.',
    peerSerial: null,
    at: askedAt,
  };
}

function classifyMember(
  facts: HaMemberFacts,
  peerSerial: Serial | null,
  neighbours: Neighbours,
  now: number,
): Classification {
  const newest = newestEvidence(facts);
  if (peerSerial === null)
    return unknown('HA is on, but neither Panorama nor the firewall tells who its peer is.', null, newest);
  const peer = neighbours.find(peerSerial);
  if (peer === undefined) {
    return unknown(`HA is on, but its peer ${peerSerial} is not in the inventory.`, peerSerial, newest);
  }

  const doubted = (why: string): Classification =>
    unknown(`HA is on, but ${why}`, peerSerial, Math.max(newest, newestEvidence(peer)));
  const doubt = doubtAboutPeer(facts, peer);
  if (doubt !== null) return doubted(doubt);
  if (isUnreached(peer) && peer.before !== null && werePaired(facts, peer)) {
    const newDoubt = newDoubtAbout(peer, peer.before, neighbours, now);
    if (newDoubt !== null) return doubted(`of its peer ${peer.name} is known: ${newDoubt.why}`);
    return { ...pairOf(facts, peer), at: facts.askedAt, typeReason: pairedBefore(peer.name, peer.ha.reason) };
  }
  if (peer.ha.kind !== 'read') {
    return doubted(`its peer ${peer.name} could not confirm the pair: ${peer.ha.reason}`);
  }
  if (!isHaMember(peer)) return doubted(`its peer ${peer.name} says that HA is off there.`);
  const doubtOfPeer = doubtAboutPeer(peer, facts);
  return doubtOfPeer === null ? pairOf(facts, peer) : doubted(doubtOfPeer);
}

type Unreached = DeviceFacts & { readonly ha: Exclude<HaReading, { kind: 'read' | 'failed' }> };

function isUnreached(facts: DeviceFacts): facts is Unreached {
  return facts.ha.kind === 'not_contacted' || facts.ha.kind === 'not_asked';
}

function werePaired(one: DeviceFacts, other: DeviceFacts): boolean {
  return hadAsPeer(one, other) && hadAsPeer(other, one);
}

function hadAsPeer({ before }: DeviceFacts, peer: DeviceFacts): boolean {
  return before?.deviceType === 'ha_pair' && before.peerSerial === peer.serial;
}

function pairOf({ askedAt }: DeviceFacts, peer: DeviceFacts): Classification {
  return {
    deviceType: 'ha_pair',
    typeReason: pairReason(peer.name),
    peerSerial: peer.serial,
    at: Math.min(askedAt, peer.askedAt),
  };
}

/** @param why the one that could not be asked this time confirms nothing. */
function pairedBefore(peer: string, why: string): string {
  return `HA pair with ${peer}, confirmed by both members before. ${why}`;
}

function unknown(typeReason: string, peerSerial: Serial | null, at: number): Classification {
  return { deviceType: 'unknown', typeReason, peerSerial, at };
}
