/** Adds one firewall by its management address, without Panorama. Reads only. */
import type { DeviceClient } from '../panos/client/client.ts';
import { panosError } from '../panos/panosTroubles.ts';
import type { Clock } from '../ports/clock.ts';
import { contactFirewall } from './contactFirewall.ts';
import type { Device } from './device.ts';
import { hostOf } from './deviceFacts.ts';
import { type FirewallReading, readFirewallItself } from './firewallReading.ts';
import { inventoryError } from './inventoryTroubles.ts';
import { devicesFrom, type Sighting } from './sighting.ts';
import type { Serial } from '../panos/serial.ts';

export interface AddFirewallParts {
  /** As the user wrote it. */
  readonly address: string;
  readonly clientFor: (address: string, hostname: string) => DeviceClient | null;
  /** The inventory so far. */
  readonly known: readonly Device[];
  /** How often a firewall is asked at most. */
  readonly retryAttempts: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

export interface AddedFirewall {
  readonly device: Device;
  /** What is to be stored: the device, and known ones that were asked again because they may be its HA peer. */
  readonly changed: readonly Device[];
}

/**
 * Reads the firewall at an address and decides its type. With HA on it stays `unknown` until its peer is in the
 * inventory too and both confirm each other.
 * @throws UserError when there is no firewall with a serial number at the address. DeviceError when it cannot be
 *   asked, or when the signal is aborted.
 */
export async function addFirewall(parts: AddFirewallParts): Promise<AddedFirewall> {
  const { address, known, clock } = parts;
  const reading = await readFirewall(parts);
  const { serial } = reading.info;
  const before = known.find((device) => device.serial === serial) ?? null;

  const added: Sighting = {
    ...sightingOf(serial, before),
    source: 'manual',
    address,
    contact: { kind: 'answered', reading },
  };
  const possiblePeers = known.filter(
    (device) => device.serial !== serial && mayBePeer(device, reading, before),
  );
  const peers = await Promise.all(possiblePeers.map((device) => askAgain(device, parts)));
  const changed = devicesFrom([added, ...peers], clock.now());
  const [device] = changed;
  if (device === undefined) throw new TypeError('no device came of the added firewall');
  return { device, changed };
}

async function readFirewall(parts: AddFirewallParts): Promise<FirewallReading> {
  const { address, clientFor, retryAttempts, signal } = parts;
  const client = clientFor(address, address);
  if (client === null) throw panosError({ code: 'not_an_address', text: address });
  const reading = await readFirewallItself(client, { attempts: retryAttempts, signal });
  const { serial, hostname, isPanorama } = reading.info;
  if (isPanorama) throw inventoryError({ code: 'is_a_panorama', hostname, address });
  if (serial === '' || serial.toLowerCase() === 'unknown') {
    throw inventoryError({ code: 'no_serial', hostname, address });
  }
  return reading;
}

/** Known devices that must be heard before anything is said about the pair. */
function mayBePeer(device: Device, { ha }: FirewallReading, before: Device | null): boolean {
  if (device.serial === before?.peerSerial) return true;
  if (ha.kind !== 'read' || !ha.state.enabled) return false;
  const { serial, managementIp } = ha.state.peer;
  return (
    device.serial === serial ||
    (managementIp !== null && hostOf(device.address) === hostOf(managementIp)) ||
    // One that was added by name before, and waits for its peer.
    (device.source === 'manual' && device.deviceType === 'unknown' && device.haState !== null)
  );
}

async function askAgain(device: Device, parts: AddFirewallParts): Promise<Sighting> {
  const { clientFor, retryAttempts, signal } = parts;
  const { serial, address, hostname } = device;
  const target = { serial, address, client: clientFor(address, hostname), knownAt: null };
  const contact = await contactFirewall(target, { attempts: retryAttempts, signal });
  return { ...sightingOf(serial, device), source: device.source, address, contact };
}

/** Panorama is not asked here: what it said last stands in the inventory. */
function sightingOf(
  serial: Serial,
  before: Device | null,
): Pick<Sighting, 'serial' | 'listed' | 'panorama' | 'before'> {
  return {
    serial,
    listed: null,
    panorama:
      before?.source === 'panorama' ? { haState: before.haState, peerSerial: before.peerSerial } : null,
    before,
  };
}
