/** Who is looked at beside the devices of a job, to tell our own blindness from the silence of a device. */
import type { DeviceAccess } from './deviceAccess.ts';
import type { EngineParts, Offline } from './engineContract.ts';
import type { OwnerNotices } from './ownerNotices.ts';
import type { Device } from '../inventory/device.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Job } from '../jobs/job.ts';
import type { AwakeTime } from '../jobs/work/awakeTime.ts';
import { createLookout, type Lookout, type WatchedJob } from '../jobs/work/lookout.ts';
import { DEFAULT_API_PORT, formatAddress, parseAddress } from '../panos/address.ts';

interface Parts extends Pick<EngineParts, 'settings' | 'clock'> {
  readonly inventory: Inventory;
  readonly devices: Pick<DeviceAccess, 'book' | 'meet'>;
}

/** More than are asked: some may be at work. */
const MOST_CANDIDATES = 50;
/** More are not named one by one. */
const SOME = 4;

export function ownerLookout(
  parts: Pick<Parts, 'clock' | 'devices'> & {
    readonly awake: AwakeTime;
    readonly notices: Pick<OwnerNotices, 'stateChanged'>;
  },
): Lookout {
  const { clock, awake, devices, notices } = parts;
  return createLookout({
    clock,
    awake,
    book: devices.book,
    meet: devices.meet,
    onChange: notices.stateChanged,
  });
}

/** What the lookout cannot see, for those who show it. */
export function offlineOf(lookout: Lookout): Offline | null {
  const blindness = lookout.blindness();
  if (blindness === null) return null;
  const { since, jobs, hostnames, isEverything } = blindness;
  const named = hostnames.length > SOME ? `${hostnames.length} devices` : hostnames.join(' and ');
  return { since, jobIds: jobs, who: named, othersAnswer: !isEverything };
}

/** A job with those that are asked when its only device is silent: of the same site where it has one, else Panorama and others. */
export function watchedJob({ settings, inventory }: Parts, { id, runs }: Job): WatchedJob {
  const { port } = settings.firewall;
  return {
    id,
    hostnames: runs.map(({ hostname }) => hostname),
    addresses: runs.flatMap(({ address }) => spelled(address, port)),
    witnesses: () => witnessesOf({ settings, inventory }, runs),
  };
}

function witnessesOf(
  { settings, inventory }: Pick<Parts, 'settings' | 'inventory'>,
  runs: Job['runs'],
): string[][] {
  const own = runs.map(({ serial }) => serial);
  const site = own.map((serial) => inventory.siteOf(serial)).find((name) => name !== null) ?? null;
  const others = inventory
    .devices()
    .filter(({ serial, presence }) => presence === 'reachable' && !own.includes(serial));
  const neighbours = site === null ? [] : others.filter(({ serial }) => inventory.siteOf(serial) === site);
  const { port } = settings.firewall;
  const ofFirewalls = (devices: readonly Device[]): string[] =>
    devices.slice(0, MOST_CANDIDATES).flatMap(({ address }) => spelled(address, port));
  const { host } = settings.panorama;
  const panorama = host === null ? [] : spelled(host, DEFAULT_API_PORT);
  return [ofFirewalls(neighbours), [...panorama, ...ofFirewalls(others)]];
}

/** None for what is no address. */
function spelled(text: string, port: number): string[] {
  const address = parseAddress(text, port);
  return address === null ? [] : [formatAddress(address)];
}
