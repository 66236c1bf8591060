/**
 * A firewall that was not reached is taken for what it was, unless something newer speaks against it: what Panorama says
 * by now, or what other firewalls say. Then nobody knows what it is.
 */
import { type DeviceBefore, type DeviceFacts, isHaMember, newestEvidence } from './deviceFacts.ts';
import type { Neighbours } from './neighbours.ts';
import { doubtAboutPeer } from './pairConfirmation.ts';
import { isOlder } from './readings.ts';

/** What speaks against what is known, for people, and since when. */
export interface NewDoubt {
  readonly why: string;
  readonly at: number;
}

/**
 * @param before of `facts`.
 * @param now by the clock of the readings.
 * @returns null when nothing newer speaks against it; of a type that is not known nothing does.
 */
export function newDoubtAbout(
  facts: DeviceFacts,
  before: DeviceBefore,
  neighbours: Neighbours,
  now: number,
): NewDoubt | null {
  const doubts =
    before.deviceType === 'standalone'
      ? againstStandingAlone(facts, neighbours)
      : before.deviceType === 'ha_pair'
        ? againstPair(facts, before, neighbours)
        : [];
  return doubts.find(({ at }) => isOlder(before.readAt.type, at, now)) ?? null;
}

const BEFORE_ALONE = 'HA was off on the firewall when it was asked last';

function againstStandingAlone(facts: DeviceFacts, neighbours: Neighbours): NewDoubt[] {
  const { panorama } = facts;
  const named = neighbours.namersOf(facts.serial).map((namer) => {
    return { why: `${BEFORE_ALONE}, but ${namer.name} has it as HA peer now.`, at: newestEvidence(namer) };
  });
  if (panorama === null || (panorama.haState === null && panorama.peerSerial === null)) return named;
  const why = `${BEFORE_ALONE}, but Panorama lists it with HA now (${panorama.haState ?? 'state not told'}).`;
  return [{ why, at: panorama.at }, ...named];
}

function againstPair(facts: DeviceFacts, { peerSerial }: DeviceBefore, neighbours: Neighbours): NewDoubt[] {
  const peer = peerSerial === null ? undefined : neighbours.find(peerSerial);
  const begin = `It was in an HA pair with ${peer?.name ?? String(peerSerial)} when it was asked last`;
  const others = neighbours.namersOf(facts.serial).filter(({ serial }) => serial !== peerSerial);
  const doubts = others.map((namer) => {
    return { why: `${begin}, but ${namer.name} has it as HA peer now.`, at: newestEvidence(namer) };
  });
  const own = otherPeerOnPanorama(facts, peerSerial);
  if (own !== null) doubts.push({ why: `${begin}, but ${own.why}`, at: own.at });
  const ofPeer = peer === undefined ? null : doubtOfPeer(peer, facts);
  if (ofPeer !== null) doubts.push({ why: `${begin}, but ${ofPeer.why}`, at: ofPeer.at });
  return doubts;
}

/** What the former peer says of itself by now, else what Panorama says of it. */
function doubtOfPeer(peer: DeviceFacts, facts: DeviceFacts): NewDoubt | null {
  if (peer.ha.kind !== 'read') return otherPeerOnPanorama(peer, facts.serial);
  if (!isHaMember(peer)) return { why: `${peer.name} says that HA is off there.`, at: peer.askedAt };
  const why = doubtAboutPeer(peer, facts);
  return why === null ? null : { why, at: newestEvidence(peer) };
}

function otherPeerOnPanorama(
  { name, panorama }: DeviceFacts,
  peerSerial: DeviceBefore['peerSerial'],
): NewDoubt | null {
  if (panorama === null || panorama.peerSerial === peerSerial) return null;
  const { at } = panorama;
  if (panorama.peerSerial !== null) {
    return { why: `Panorama names ${panorama.peerSerial} as the HA peer of ${name} now.`, at };
  }
  return panorama.isCurrent ? { why: `Panorama names no HA peer of ${name} any more.`, at } : null;
}
