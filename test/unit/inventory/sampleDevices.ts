/** Made-up devices and answers for the tests of the inventory. */
import type { ManagedDevice } from '../../../src/panos/answers/panorama/devices.ts';
import type { HaMember, HaState, HaStateName } from '../../../src/panos/answers/haState.ts';
import type { SystemInfo } from '../../../src/panos/answers/systemInfo.ts';
import type { Device } from '../../../src/inventory/device.ts';
import type { DeviceFacts, WordOfPanorama } from '../../../src/inventory/deviceFacts.ts';
import { device as sampleDevice } from '../../support/sampleDevice.ts';
import type { Serial } from '../../../src/panos/serial.ts';
import { sn } from '../../support/serials.ts';

export type EnabledHa = Extract<HaState, { enabled: true }>;

/** Serial of the nth sample device. */
export function serialOf(n: number): Serial {
  return sn(`00780100${String(n).padStart(4, '0')}`);
}

export function addressOf(n: number): string {
  return `10.20.0.${n}`;
}

/** The nth sample device. */
export function device(n: number, changes: Partial<Device> = {}): Device {
  return sampleDevice({
    serial: serialOf(n),
    hostname: `fw-${n}`,
    address: addressOf(n),
    typeReason: 'HA is off on the firewall, and Panorama reports none.',
    discoveredAt: 1_000,
    lastSeenAt: 1_000,
    readAt: readAt(1_000),
    ...changes,
  });
}

/** All of it asked for at one time, but the group, which Panorama tells. */
export function readAt(at: number): Device['readAt'] {
  return { version: at, haState: at, type: at, contact: at, deviceGroup: 0 };
}

/** When the facts below were asked for: later than what is known of the devices above. */
export const ASKED_AT = 2_000;

/** What Panorama says of a firewall that it has a connection to. */
export function panoramaSays(
  haState: string | null,
  peerSerial: Serial | null,
  at = ASKED_AT,
): WordOfPanorama {
  return { haState, peerSerial, at, isCurrent: true };
}

/** Device `n` as a confirmed member of the pair with `peer`. */
export function memberDevice(n: number, peer: number, haState: string): Device {
  return device(n, {
    deviceType: 'ha_pair',
    typeReason: `HA pair with fw-${peer}, confirmed by both members.`,
    haState,
    peerSerial: serialOf(peer),
  });
}

export function listed(n: number, changes: Partial<ManagedDevice> = {}): ManagedDevice {
  return {
    serial: serialOf(n),
    connected: true,
    hostname: `fw-${n}`,
    ipAddress: addressOf(n),
    ipv6Address: null,
    model: 'PA-440',
    family: '400',
    swVersion: '10.1.14',
    haState: null,
    haPeerSerial: null,
    multiVsys: false,
    ...changes,
  };
}

export function systemInfo(n: number, changes: Partial<SystemInfo> = {}): SystemInfo {
  return {
    serial: serialOf(n),
    hostname: `fw-${n}`,
    model: 'PA-440',
    family: '400',
    swVersion: '10.1.14',
    uptimeSeconds: 86_400,
    deviceClock: 0,
    managementIp: addressOf(n),
    appVersion: '8799-8509',
    multiVsys: false,
    routingEngine: 'legacy',
    deviceCertificate: null,
    isPanorama: false,
    ...changes,
  };
}

export interface PeerWords {
  readonly serial?: Serial | null;
  readonly managementIp?: string | null;
}

/** What device `n` says of HA; by default it tells its peer's address, as all releases do, but not its serial. */
export function haOn(n: number, peer: number, state: HaStateName, words: PeerWords = {}): EnabledHa {
  const member: HaMember = {
    state,
    stateText: state,
    stateSeconds: null,
    managementIp: addressOf(n),
    serial: null,
    swVersion: '10.1.14',
    preemptive: false,
    reason: null,
  };
  return {
    enabled: true,
    mode: 'active-passive',
    local: { ...member, stateSync: 'complete' },
    peer: {
      ...member,
      state: state === 'active' ? 'passive' : 'active',
      managementIp: addressOf(peer),
      ...words,
      connection: 'up',
    },
    configSync: 'synchronized',
  };
}

/** A firewall on Panorama without HA. */
export function facts(n: number, changes: Partial<DeviceFacts> = {}): DeviceFacts {
  return {
    serial: serialOf(n),
    name: `fw-${n}`,
    managementIps: [addressOf(n)],
    panorama: panoramaSays(null, null),
    ha: { kind: 'read', state: { enabled: false } },
    askedAt: ASKED_AT,
    uptimeSeconds: 86_400,
    before: null,
    ...changes,
  };
}

/** A member on Panorama whose box and Panorama entry both name `peer`. */
export function memberFacts(
  n: number,
  peer: number,
  state: HaStateName,
  words: PeerWords = {},
  changes: Partial<DeviceFacts> = {},
): DeviceFacts {
  return facts(n, {
    panorama: panoramaSays(state, serialOf(peer)),
    ha: { kind: 'read', state: haOn(n, peer, state, words) },
    ...changes,
  });
}
