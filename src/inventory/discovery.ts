/**
 * Finds out which firewalls exist: Panorama is asked once for all of them, then every connected one itself, in
 * parallel. Reads only. What was known and is not found any more is kept and marked.
 */
import { DEFAULT_API_PORT, isSameAddress } from '../panos/address.ts';
import type { DeviceGroups } from '../panos/answers/panorama/deviceGroups.ts';
import type { ManagedDevice } from '../panos/answers/panorama/devices.ts';
import type { DeviceClient } from '../panos/client/client.ts';
import { readTimed, type Timed } from '../panos/client/timedRead.ts';
import { showDeviceGroups, showDevicesAll } from '../panos/commands/panorama.ts';
import { isDeviceError, type PresentedCertificate } from '../panos/errors.ts';
import type { Clock } from '../ports/clock.ts';
import { contactFirewall } from './contactFirewall.ts';
import type { Device } from './device.ts';
import { type DiscoverySummary, summarizeDiscovery } from './discoverySummary.ts';
import { inParallel } from './inParallel.ts';
import type { RateLimit } from './rateLimit.ts';
import { type Contact, devicesFrom, type MissedLogin, type Sighting } from './sighting.ts';
import type { Serial } from '../panos/serial.ts';

export interface DiscoveryParts {
  readonly panorama: DeviceClient;
  /** Shared by everybody who calls this Panorama. */
  readonly panoramaRate: RateLimit;
  /** A client for the firewall at a management address; null when the text is no address. */
  readonly clientFor: (address: string, hostname: string) => DeviceClient | null;
  /** The inventory as it is at the moment: jobs go on while firewalls are asked. */
  readonly known: () => readonly Device[];
  /** New addresses of known devices, by serial, that the user has agreed to. */
  readonly agreedMoves?: ReadonlyMap<string, string> | undefined;
  /** How many firewalls are asked at a time. */
  readonly workers: number;
  /** How often a firewall is asked at most. */
  readonly retryAttempts: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DiscoveryProgress) => void) | undefined;
}

export interface DiscoveryProgress {
  readonly done: number;
  /** How many firewalls are asked in all. */
  readonly total: number;
  /** The one that was just done. */
  readonly hostname: string;
}

/** A firewall that was sent nothing because of who answers. */
export interface StoppedAtTheDoor {
  readonly address: string;
  readonly serial: string;
  /** Where it has answered until now, when Panorama names another address; null otherwise. */
  readonly knownAt: string | null;
  readonly hostname: string;
  /** Who says that it is there: Panorama, or the user by hand. */
  readonly source: Device['source'];
  readonly presented: PresentedCertificate;
}

export interface DiscoveryResult {
  /** The whole inventory, also what was not found this time. */
  readonly devices: readonly Device[];
  readonly summary: DiscoverySummary;
  /** Every firewall that could not be asked, or not in full; without those Panorama has no connection to. */
  readonly problems: readonly {
    readonly serial: Serial;
    readonly hostname: string;
    readonly message: string;
    /** Why it let nobody in; null where that is not the trouble. */
    readonly login: MissedLogin | null;
  }[];
  /** Firewalls whose certificate, or whose address, nobody has trusted yet; nothing was sent to them. */
  readonly untrusted: readonly StoppedAtTheDoor[];
  /** Firewalls whose certificate is not the pinned one any more; nothing was sent to them. */
  readonly changed: readonly StoppedAtTheDoor[];
  /** Why device groups are those of before, for people; null when they were read. */
  readonly groupsProblem: string | null;
  /** Firewalls that had not answered by then are as they were before. */
  readonly cancelled: boolean;
}

/** @throws DeviceError when Panorama cannot be asked; nothing is known anew then. */
export async function discover(parts: DiscoveryParts): Promise<DiscoveryResult> {
  const { known, clock, signal } = parts;
  const listed = await askPanorama(parts);
  if (listed === null) {
    const devices = known();
    return { ...resultOf(devices, [], devices, true), groupsProblem: null };
  }

  const { groups, problem } = await askForGroups(parts);
  const met = await contactAll(parts, meetings(listed, known()));
  // What has become known meanwhile counts by its age, like what was found.
  const before = known();
  const sightings = sightingsNow(met, before, clock.now());
  const devices = withGroups(devicesFrom(sightings, clock.now()), groups);
  return {
    ...resultOf(before, sightings, devices, signal?.aborted === true),
    groupsProblem: problem,
  };
}

/** Device groups are good to have: a Panorama that does not tell them is no reason to know no devices. */
async function askForGroups({
  panorama,
  panoramaRate,
  clock,
  signal,
}: DiscoveryParts): Promise<{ groups: Timed<DeviceGroups> | null; problem: string | null }> {
  try {
    await panoramaRate.take(signal);
    return { groups: await readTimed(panorama, showDeviceGroups, clock, { signal }), problem: null };
  } catch (error) {
    if (signal?.aborted === true) return { groups: null, problem: null };
    if (!isDeviceError(error)) throw error;
    return { groups: null, problem: `Device groups stay as they were known: ${error.message}` };
  }
}

function withGroups(devices: readonly Device[], groups: Timed<DeviceGroups> | null): readonly Device[] {
  if (groups === null) return devices;
  return devices.map((device) => {
    // What is not on Panorama any more keeps the group it had.
    const deviceGroup =
      groups.answer.get(device.serial) ?? (device.presence === 'vanished' ? device.deviceGroup : null);
    if (deviceGroup === device.deviceGroup) return device;
    return { ...device, deviceGroup, readAt: { ...device.readAt, deviceGroup: groups.at } };
  });
}

/** Null when the signal was aborted meanwhile. */
async function askPanorama(parts: DiscoveryParts): Promise<Timed<readonly ManagedDevice[]> | null> {
  const { panorama, panoramaRate, clock, signal } = parts;
  try {
    await panoramaRate.take(signal);
    return await readTimed(panorama, showDevicesAll, clock, { signal });
  } catch (error) {
    if (signal?.aborted === true) return null;
    throw error;
  }
}

/** A firewall that is to be met; `contact` is there already where it needs no attempt. */
type Meeting = Omit<Sighting, 'contact'> & { readonly contact: Contact | null };

function meetings({ answer, at }: Timed<readonly ManagedDevice[]>, known: readonly Device[]): Meeting[] {
  const onPanorama = new Map(answer.map((entry) => [entry.serial, entry]));
  const before = new Map(known.map((device) => [device.serial, device]));
  const serials = new Set([...onPanorama.keys(), ...before.keys()]);
  return [...serials].map((serial) => meetingWith(serial, onPanorama.get(serial), at, before.get(serial)));
}

/** @param at when Panorama was asked. */
function meetingWith(
  serial: Serial,
  listed: ManagedDevice | undefined,
  at: number,
  before: Device | undefined,
): Meeting {
  const fromPanorama = listed?.ipAddress ?? listed?.ipv6Address ?? before?.address ?? '';
  // An address the user gave stays: Panorama's may not be reachable from here.
  const manual = before?.source === 'manual';
  return {
    serial,
    listed: listed ?? null,
    panorama: listed === undefined ? null : wordOf(listed, at),
    before: before ?? null,
    source: manual ? 'manual' : 'panorama',
    address: manual ? before.address : fromPanorama,
    contact: manual ? null : contactWithoutAttempt(listed, at),
  };
}

function wordOf({ haState, haPeerSerial, connected }: ManagedDevice, at: number): Sighting['panorama'] {
  return { haState, peerSerial: haPeerSerial, at, isCurrent: connected };
}

function contactWithoutAttempt(listed: ManagedDevice | undefined, at: number): Contact | null {
  if (listed === undefined) return { kind: 'vanished', at, reason: 'It is no longer on Panorama.' };
  if (!listed.connected) return { kind: 'disconnected', at, reason: 'Panorama has no connection to it.' };
  return null;
}

/** What was met, beside what is known now; and what was added since the meetings began. */
function sightingsNow(met: readonly Sighting[], known: readonly Device[], now: number): Sighting[] {
  const before = new Map(known.map((device) => [device.serial, device]));
  const seen = met.map((sighting) => ({ ...sighting, before: before.get(sighting.serial) ?? null }));
  for (const { serial } of met) before.delete(serial);
  const added = [...before.values()].map((device): Sighting => {
    const { serial, source, address } = device;
    const contact: Contact = { kind: 'not_asked', at: now, reason: 'It was added meanwhile.' };
    return { serial, listed: null, panorama: null, before: device, source, address, contact };
  });
  return [...seen, ...added];
}

async function contactAll(parts: DiscoveryParts, all: readonly Meeting[]): Promise<Sighting[]> {
  const { clientFor, workers, retryAttempts, clock, signal, onProgress, agreedMoves } = parts;
  const contacts = new Map<string, Contact>();
  const toAsk = inTurn(all.filter((meeting) => meeting.contact === null));

  await inParallel(toAsk, workers, async (meeting) => {
    const { serial, address, before } = meeting;
    const hostname = nameOf(meeting);
    const client = address === '' ? null : clientFor(address, hostname);
    const agreed = agreedMoves?.get(serial) ?? '';
    const knownAt = isSameAddress(agreed, address, DEFAULT_API_PORT) ? null : elsewhere(before, address);
    contacts.set(
      serial,
      await contactFirewall({ serial, address, client, knownAt }, { attempts: retryAttempts, clock, signal }),
    );
    onProgress?.({ done: contacts.size, total: toAsk.length, hostname });
  });

  return all.map((meeting) => {
    const contact = meeting.contact ?? contacts.get(meeting.serial);
    if (contact === undefined) throw new TypeError(`${meeting.serial} was not contacted`);
    return { ...meeting, contact };
  });
}

/**
 * Those that did not answer the last time come later, and those that refused the credentials come last: neither must keep
 * the others from being asked. Such as refuse stand together as often as not, so one begins at the other end.
 */
function inTurn(toAsk: readonly Meeting[]): Meeting[] {
  const refusing = toAsk.filter(({ before }) => before?.isRefusing === true);
  const rest = toAsk.filter(({ before }) => before?.isRefusing !== true);
  const inVain = rest.filter(({ before }) => before?.presence === 'unreachable');
  const others = rest.filter(({ before }) => before?.presence !== 'unreachable');
  return [...others, ...inVain.toReversed(), ...refusing];
}

function nameOf({ serial, listed, before }: Meeting): string {
  return [listed?.hostname, before?.hostname].find(Boolean) ?? serial;
}

function resultOf(
  known: readonly Device[],
  sightings: readonly Sighting[],
  devices: readonly Device[],
  cancelled: boolean,
): Omit<DiscoveryResult, 'groupsProblem'> {
  const named = sightings.map((sighting) => ({ ...sighting, hostname: nameOf(sighting) }));
  return {
    devices,
    summary: summarizeDiscovery(known, devices),
    problems: named.flatMap(({ serial, hostname, contact }) => {
      const message = problemOf(contact);
      const login = contact.kind === 'unreachable' ? (contact.login ?? null) : null;
      return message === null ? [] : [{ serial, hostname, message, login }];
    }),
    untrusted: stoppedBy('untrusted', named),
    changed: stoppedBy('changed', named),
    cancelled,
  };
}

function stoppedBy(
  why: 'untrusted' | 'changed',
  sightings: readonly (Sighting & { readonly hostname: string })[],
): readonly StoppedAtTheDoor[] {
  return sightings.flatMap(({ serial, address, before, hostname, source, contact }) => {
    const presented = contact.kind === 'unreachable' ? contact[why] : undefined;
    return presented === undefined
      ? []
      : [{ serial, address, knownAt: elsewhere(before, address), hostname, source, presented }];
  });
}

/** Both without a port, or both with one, as whoever names them writes them. */
function elsewhere(before: Device | null, address: string): string | null {
  // What never answered was nowhere.
  if (before === null || before.address === '' || before.lastSeenAt === null) return null;
  return isSameAddress(before.address, address, DEFAULT_API_PORT) ? null : before.address;
}

function problemOf(contact: Contact): string | null {
  switch (contact.kind) {
    case 'unreachable':
    case 'other_device':
      return contact.reason;
    case 'answered':
      return contact.reading.ha.kind === 'read' ? null : contact.reading.ha.reason;
    case 'disconnected':
    case 'vanished':
    case 'not_asked':
      return null;
  }
}
