/** A discovery in numbers. */
import type { Device } from './device.ts';
import { pairsOf } from './pairs.ts';

export interface DiscoverySummary {
  /** Devices in the inventory now. */
  readonly total: number;
  /** Not in the inventory before. */
  readonly new: number;
  /** In the inventory before, and something that is shown of them has changed. */
  readonly updated: number;
  readonly standalone: number;
  readonly haMembers: number;
  readonly pairs: number;
  readonly unknown: number;
  readonly disconnected: number;
  readonly vanished: number;
  readonly unreachable: number;
}

export function summarizeDiscovery(known: readonly Device[], devices: readonly Device[]): DiscoverySummary {
  const before = new Map(known.map((device) => [device.serial, device]));
  const count = (matches: (device: Device) => boolean): number => devices.filter(matches).length;
  return {
    total: devices.length,
    new: count(({ serial }) => !before.has(serial)),
    updated: count((device) => hasChanged(before.get(device.serial), device)),
    standalone: count(({ deviceType }) => deviceType === 'standalone'),
    haMembers: count(({ deviceType }) => deviceType === 'ha_pair'),
    pairs: pairsOf(devices).length,
    unknown: count(({ deviceType }) => deviceType === 'unknown'),
    disconnected: count(({ presence }) => presence === 'disconnected'),
    vanished: count(({ presence }) => presence === 'vanished'),
    unreachable: count(({ presence }) => presence === 'unreachable'),
  };
}

/** Without times and explanations, which differ each time. */
const SHOWN = [
  'hostname',
  'address',
  'model',
  'swVersion',
  'deviceType',
  'haState',
  'peerSerial',
  'multiVsys',
  'routingEngine',
  'source',
  'presence',
] as const satisfies (keyof Device)[];

function hasChanged(before: Device | undefined, after: Device): boolean {
  return before !== undefined && SHOWN.some((field) => before[field] !== after[field]);
}
