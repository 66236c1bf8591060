/**
 * One firewall as a discovery met it, and what becomes of it in the inventory. Sightings are gathered first and
 * turned into devices together, because the type of one depends on what its peer says.
 */
import type { ManagedDevice } from '../panos/answers/panorama/devices.ts';
import type { PresentedCertificate } from '../panos/errors.ts';
import { type Classification, classify } from './classification.ts';
import type { Device } from './device.ts';
import { type DeviceFacts, type HaReading, hostOf } from './deviceFacts.ts';
import type { FirewallReading } from './firewallReading.ts';
import type { Serial } from '../panos/serial.ts';

/** Why no login came about: the device refused it, none is sent for now so that no account is locked, or nothing is stored. */
export type MissedLogin = 'refused' | 'held' | 'not_stored';

/** How the attempt to speak with a firewall ended. */
export type Contact =
  | { readonly kind: 'answered'; readonly reading: FirewallReading }
  /**
   * Tried in vain, or not possible. `untrusted`, `changed`: the certificate it presented, where nothing was sent because
   * nobody has vouched for that, or for the address; or because another one is pinned. `login`: it is there, and did not
   * let us in.
   */
  | {
      readonly kind: 'unreachable';
      readonly reason: string;
      readonly untrusted?: PresentedCertificate | undefined;
      readonly changed?: PresentedCertificate | undefined;
      readonly login?: MissedLogin | undefined;
    }
  /** Another device answers at its address. */
  | { readonly kind: 'other_device'; readonly reason: string }
  /** Panorama itself has no connection to it, so it was not tried. */
  | { readonly kind: 'disconnected'; readonly reason: string }
  /** Panorama does not list it any more. */
  | { readonly kind: 'vanished'; readonly reason: string }
  /** The discovery ended before it answered: nothing new is known. */
  | { readonly kind: 'not_asked'; readonly reason: string };

export interface Sighting {
  readonly serial: Serial;
  /** What Panorama lists now; null when it does not, or was not asked. */
  readonly listed: ManagedDevice | null;
  /** What Panorama says of its HA, now or when it was asked last; null: it is not on Panorama. */
  readonly panorama: DeviceFacts['panorama'];
  /** As the inventory knew it; null for a new device. */
  readonly before: Device | null;
  readonly source: Device['source'];
  /** Where it was looked for; empty when nobody tells one. */
  readonly address: string;
  readonly contact: Contact;
}

/**
 * @param sightings of all devices of the inventory, or of those that may form pairs with each other.
 * @param now milliseconds since the epoch.
 * @returns one device a sighting, in the same order.
 */
export function devicesFrom(sightings: readonly Sighting[], now: number): Device[] {
  const types = classify(sightings.map(factsOf));
  return sightings.map((sighting) => {
    const type = types.get(sighting.serial);
    if (type === undefined) throw new TypeError(`${sighting.serial} was not classified`);
    return deviceFrom(sighting, type, now);
  });
}

function factsOf(sighting: Sighting): DeviceFacts {
  const { serial, listed, panorama, before, address, contact } = sighting;
  const reading = contact.kind === 'answered' ? contact.reading : null;
  const ownHaAddress =
    reading?.ha.kind === 'read' && reading.ha.state.enabled ? reading.ha.state.local.managementIp : null;
  return {
    serial,
    name: [reading?.info.hostname, listed?.hostname, before?.hostname].find(Boolean) ?? serial,
    managementIps: [
      address,
      listed?.ipAddress,
      listed?.ipv6Address,
      reading?.info.managementIp,
      ownHaAddress,
    ].flatMap((text) => (text === null || text === undefined || text === '' ? [] : hostOf(text))),
    panorama,
    ha: haReadingOf(contact),
    uptimeSeconds: reading?.info.uptimeSeconds ?? null,
    before,
  };
}

function haReadingOf(contact: Contact): HaReading {
  switch (contact.kind) {
    case 'answered':
      return contact.reading.ha;
    case 'other_device':
      return { kind: 'failed', reason: contact.reason };
    case 'unreachable':
    case 'disconnected':
    case 'vanished':
    case 'not_asked':
      return { kind: 'not_contacted', reason: contact.reason };
  }
}

function deviceFrom(sighting: Sighting, type: Classification, now: number): Device {
  const { serial, before, source, contact } = sighting;
  if (contact.kind === 'not_asked' && before !== null) return before;
  const answered = contact.kind === 'answered';
  return {
    serial,
    ...detailsOf(sighting),
    address: addressOf(sighting),
    ...type,
    deviceGroup: before?.deviceGroup ?? null,
    source,
    presence: presenceOf(contact),
    presenceReason: answered ? null : contact.reason,
    discoveredAt: before?.discoveredAt ?? now,
    lastSeenAt: answered ? now : (before?.lastSeenAt ?? null),
  };
}

/** Panorama may say where a device is; it has moved when the user agreed and it answered there itself. */
function addressOf({ before, address, contact }: Sighting): string {
  const isThere = contact.kind === 'answered' || before === null || before.address === '';
  return isThere ? address : before.address;
}

type Details = Pick<Device, 'hostname' | 'model' | 'swVersion' | 'haState' | 'multiVsys' | 'routingEngine'>;

function detailsOf({ listed, before, contact }: Sighting): Details {
  if (contact.kind === 'answered') {
    const { info, ha } = contact.reading;
    return {
      hostname: info.hostname,
      model: info.model,
      swVersion: info.swVersion,
      haState: ha.kind === 'read' ? haStateName(ha) : (listed?.haState ?? before?.haState ?? null),
      multiVsys: info.multiVsys,
      routingEngine: info.routingEngine,
    };
  }
  // What Panorama tells of a device it has lost is as old as the loss; ours may be newer.
  const fromPanorama = { ...listed };
  const [first, second] = listed?.connected === true ? [fromPanorama, before] : [before, fromPanorama];
  return {
    hostname: first?.hostname ?? second?.hostname ?? '',
    model: first?.model ?? second?.model ?? '',
    swVersion: first?.swVersion ?? second?.swVersion ?? '',
    haState: first?.haState ?? second?.haState ?? null,
    multiVsys: first?.multiVsys ?? second?.multiVsys ?? null,
    routingEngine: before?.routingEngine ?? null,
  };
}

function haStateName({ state }: Extract<HaReading, { kind: 'read' }>): string | null {
  if (!state.enabled) return null;
  return state.local.state === 'unknown' ? state.local.stateText : state.local.state;
}

function presenceOf({ kind }: Contact): Device['presence'] {
  switch (kind) {
    case 'answered':
      return 'reachable';
    case 'disconnected':
    case 'vanished':
      return kind;
    case 'unreachable':
    case 'other_device':
    case 'not_asked':
      return 'unreachable';
  }
}
