/** A firewall of the inventory, to vary. Imports nothing that runs: see test/unit/store/samples.ts. */
import type { Device } from '../../src/inventory/device.ts';
import { sn } from './serials.ts';

/** One that stands alone and answers. */
export function device(change: Partial<Device> = {}): Device {
  return {
    serial: sn('001'),
    hostname: 'fw-1',
    address: '10.0.0.1',
    model: 'PA-440',
    swVersion: '10.1.14',
    deviceType: 'standalone',
    typeReason: 'HA is off on the firewall.',
    haState: null,
    peerSerial: null,
    multiVsys: false,
    routingEngine: 'legacy',
    deviceGroup: null,
    source: 'panorama',
    presence: 'reachable',
    presenceReason: null,
    isRefusing: false,
    discoveredAt: 0,
    lastSeenAt: 0,
    boot: null,
    readAt: { version: 0, haState: 0, type: 0, contact: 0, deviceGroup: 0 },
    ...change,
  };
}

/** What every survey says of a device. */
export function surveyedDevice(
  serial: string,
): Pick<Device, 'serial' | 'hostname' | 'model' | 'address'> & { readonly version: string } {
  const { model, address, swVersion } = device();
  return { serial: sn(serial), hostname: `fw-${serial}`, model, address, version: swVersion };
}
