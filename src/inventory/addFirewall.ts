/** Adds one firewall by its management address, without Panorama. Reads only. */
import type { DeviceClient } from '../panos/client/client.ts';
import { panosError } from '../panos/panosTroubles.ts';
import type { Clock } from '../ports/clock.ts';
import { contactFirewall } from './contactFirewall.ts';
import type { Device } from './device.ts';
import { hostOf } from './deviceFacts.ts';
import { type FirewallReading, readFirewallItself } from './firewallReading.ts';
import { inventoryError } from './inventoryTroubles.ts';
import { type Contact, devicesFrom, type Sighting } from './sighting.ts';

export interface AddFirewallParts {
  /** As the user wrote it. */
  readonly address: string;
  readonly clientFor: (address: string, hostname: string) => DeviceClient | null;
  /** The inventory as it is at the moment. */
  readonly known: () => readonly Device[];
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
  const first = known();
  const before = first.find((device) => device.serial === serial) ?? null;
  const possiblePeers = first.filter(
    (device) => device.serial !== serial && mayBePeer(device, reading, before),
  );
  const peers = await Promise.all(possiblePeers.map((device) => askAgain(device, parts)));

  const contact: Contact = { kind: 'answered', at: reading.infoAt, reading };
  const met = [{ serial, source: 'manual', address, contact } as const, ...peers];
  // What has become known meanwhile counts by its age, like what was found.
  const now = new Map(known().map((one) => [one.serial, one]));
  const changed = devicesFrom(
    met.map((sighting) => ({ ...sighting, ...knownOf(now.get(sighting.serial)) })),
    clock.now(),
  );
  const [device] = changed;
  if (device === undefined) throw new TypeError('no device came of the added firewall');
  return { device, changed };
}

async function readFirewall(parts: AddFirewallParts): Promise<FirewallReading> {
  const { address, clientFor, retryAttempts, clock, signal } = parts;
  const client = clientFor(address, address);
  if (client === null) throw panosError({ code: 'not_an_address', text: address });
  const reading = await readFirewallItself(client, { attempts: retryAttempts, clock, signal });
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

/** What was met of a firewall, before it is put beside what is known of it. */
type Met = Pick<Sighting, 'serial' | 'source' | 'address' | 'contact'>;

async function askAgain(device: Device, parts: AddFirewallParts): Promise<Met> {
  const { clientFor, retryAttempts, clock, signal } = parts;
  const { serial, source, address, hostname } = device;
  const target = { serial, address, client: clientFor(address, hostname), knownAt: null };
  const contact = await contactFirewall(target, { attempts: retryAttempts, clock, signal });
  return { serial, source, address, contact };
}

/** Panorama is not asked here: what it said last stands in the inventory. */
function knownOf(before: Device | undefined): Pick<Sighting, 'listed' | 'panorama' | 'before'> {
  return {
    listed: null,
    panorama: before?.source === 'panorama' ? lastWordOf(before) : null,
    before: before ?? null,
  };
}

function lastWordOf({ haState, peerSerial, readAt }: Device): Sighting['panorama'] {
  return { haState, peerSerial, at: readAt.type, isCurrent: false };
}
