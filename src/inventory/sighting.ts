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
import { haStateName, isOlder, newerOf } from './readings.ts';
import type { Serial } from '../panos/serial.ts';

/** Why no login came about: the device refused it, none is sent for now so that no account is locked, or nothing is stored. */
export type MissedLogin = 'refused' | 'held' | 'not_stored';

/** How the attempt to speak with a firewall ended. */
export type Contact = {
  /** By the engine's clock: when it was asked, in vain or not; where nobody tried, when that was decided. */
  readonly at: number;
} & ContactEnding;

export type ContactEnding =
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
  /** What Panorama lists; null when it does not, or was not asked. */
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
 * @param sightings of all devices of the inventory, or of those that may form pairs with each other; `before` is what is
 *   known at this moment.
 * @param now milliseconds since the epoch.
 * @returns one device a sighting, in the same order: of each part the newest that is known.
 */
export function devicesFrom(sightings: readonly Sighting[], now: number): Device[] {
  const types = classify(
    sightings.map((sighting) => factsOf(sighting, now)),
    now,
  );
  return sightings.map((sighting) => {
    const type = types.get(sighting.serial);
    if (type === undefined) throw new TypeError(`${sighting.serial} was not classified`);
    return deviceFrom(sighting, type, now);
  });
}

function factsOf(sighting: Sighting, now: number): DeviceFacts {
  const { serial, listed, panorama, before, address, contact } = sighting;
  const reading = contact.kind === 'answered' ? contact.reading : null;
  const ownHaAddress =
    reading?.ha.kind === 'read' && reading.ha.state.enabled ? reading.ha.state.local.managementIp : null;
  const askedAt = reading?.haAt ?? contact.at;
  // A job may have proved the pair since.
  const isOutdated = reading !== null && before !== null && isOlder(askedAt, before.readAt.type, now);
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
    ha: isOutdated ? { kind: 'not_asked', reason: 'Something newer is known of it.' } : haReadingOf(contact),
    askedAt,
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
      return { kind: 'not_contacted', reason: contact.reason };
    case 'not_asked':
      return { kind: 'not_asked', reason: contact.reason };
  }
}

function deviceFrom(sighting: Sighting, { at, ...type }: Classification, now: number): Device {
  const { serial, before, source, contact } = sighting;
  if (contact.kind === 'not_asked' && before !== null) return withType(before, type, at);
  const answered = contact.kind === 'answered';
  const { version, role, ...details } = detailsOf(sighting);
  const found: Device = {
    serial,
    ...details,
    swVersion: version.value,
    haState: role.value,
    address: addressOf(sighting),
    ...type,
    deviceGroup: before?.deviceGroup ?? null,
    source,
    presence: presenceOf(contact),
    presenceReason: answered ? null : contact.reason,
    isRefusing: refuses(contact, before),
    discoveredAt: before?.discoveredAt ?? now,
    lastSeenAt: answered ? contact.at : (before?.lastSeenAt ?? null),
    readAt: {
      version: version.at,
      haState: role.at,
      type: at,
      contact: contact.at,
      deviceGroup: before?.readAt.deviceGroup ?? 0,
    },
  };
  return newerOf(before ?? undefined, found, now);
}

/** One that was not asked is as it was, unless others speak against what it is taken for. */
function withType(before: Device, type: Omit<Classification, 'at'>, at: number): Device {
  const isSame = type.deviceType === before.deviceType && type.peerSerial === before.peerSerial;
  return isSame ? before : { ...before, ...type, readAt: { ...before.readAt, type: at } };
}

/** Panorama may say where a device is; it has moved when the user agreed and it answered there itself. */
function addressOf({ before, address, contact }: Sighting): string {
  const isThere = contact.kind === 'answered' || before === null || before.address === '';
  return isThere ? address : before.address;
}

/** What was said, and when it was asked for. */
interface Said<T> {
  readonly value: T;
  readonly at: number;
}

interface Details extends Pick<Device, 'hostname' | 'model' | 'multiVsys' | 'routingEngine'> {
  readonly version: Said<string>;
  readonly boot: Device['boot'];
  readonly role: Said<string | null>;
}

function detailsOf(sighting: Sighting): Details {
  const { listed, before, contact } = sighting;
  if (contact.kind === 'answered') {
    const { info, infoAt, ha, haAt } = contact.reading;
    return {
      hostname: info.hostname,
      model: info.model,
      multiVsys: info.multiVsys,
      routingEngine: info.routingEngine,
      version: { value: info.swVersion, at: infoAt },
      boot: { uptimeSeconds: info.uptimeSeconds, deviceClock: info.deviceClock },
      role: ha.kind === 'read' ? { value: haStateName(ha.state), at: haAt } : roleByPanorama(sighting),
    };
  }
  // What Panorama tells of a device it has lost is as old as the loss; ours may be newer.
  const fromPanorama = { ...listed };
  const [first, second] = listed?.connected === true ? [fromPanorama, before] : [before, fromPanorama];
  return {
    hostname: first?.hostname ?? second?.hostname ?? '',
    model: first?.model ?? second?.model ?? '',
    multiVsys: first?.multiVsys ?? second?.multiVsys ?? null,
    routingEngine: before?.routingEngine ?? null,
    ...versionByPanorama(sighting),
    role: roleByPanorama(sighting),
  };
}

function versionByPanorama({ listed, panorama, before }: Sighting): Pick<Details, 'version' | 'boot'> {
  const told = listed?.swVersion ?? null;
  if (listed?.connected === true && told !== null) {
    return { version: { value: told, at: panorama?.at ?? 0 }, boot: null };
  }
  return before === null
    ? { version: { value: told ?? '', at: 0 }, boot: null }
    : { version: { value: before.swVersion, at: before.readAt.version }, boot: before.boot };
}

/** One that Panorama does not tell now is not known any more. */
function roleByPanorama({ listed, panorama, before }: Sighting): Said<string | null> {
  if (listed?.connected === true) return { value: listed.haState, at: panorama?.at ?? 0 };
  return before === null
    ? { value: listed?.haState ?? null, at: 0 }
    : { value: before.haState, at: before.readAt.haState };
}

/** One to which no login was made has not changed its mind. */
function refuses(contact: Contact, before: Device | null): boolean {
  if (contact.kind === 'answered') return false;
  const login = contact.kind === 'unreachable' ? contact.login : undefined;
  return login === 'refused' || (before?.isRefusing ?? false);
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
