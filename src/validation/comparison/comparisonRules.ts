/** What differs between two snapshots, area by area, and whether that is within the user's margins. */
import { UNRESOLVED } from '../../panos/answers/forwarding/arp.ts';
import { isEntryUp } from '../../panos/answers/forwarding/fib.ts';
import { isInUse } from '../../panos/answers/forwarding/routes.ts';
import { compareContentVersions } from '../../panos/contentVersion.ts';
import type {
  Snapshot,
  SnapshotArpEntry,
  SnapshotBgpPeer,
  SnapshotFibEntry,
  SnapshotInterface,
  SnapshotLicence,
  SnapshotRoute,
  SnapshotTunnel,
  SnapshotUserId,
} from './snapshot.ts';
import {
  compareTables,
  percentageOf,
  type Change,
  type TableChange,
  type TableRules,
} from './compareTables.ts';

/**
 * How much may change: TCP sessions in per cent of those before, all others in entries that may have been added,
 * removed or changed. From the user's settings.
 */
export interface Margins {
  readonly tcpSessionMargin: number;
  /** TCP sessions that may be missing whatever the per cent: of few, one is many per cent. */
  readonly tcpSessionFloor: number;
  readonly routeMargin: number;
  readonly arpMargin: number;
  readonly fibMargin: number;
  readonly interfaceMargin: number;
  readonly bgpPeerMargin: number;
  readonly tunnelMargin: number;
  readonly licenceMargin: number;
  readonly userIdMargin: number;
}

/** Applications and threats. Null: not known. */
export interface ContentChange {
  readonly before: string | null;
  readonly after: string | null;
  /** False when it is older than before. */
  readonly withinMargin: boolean | null;
}

export interface Comparison {
  readonly tcpSessions: Change;
  readonly routes: TableChange<SnapshotRoute>;
  readonly arp: TableChange<SnapshotArpEntry>;
  readonly fib: TableChange<SnapshotFibEntry>;
  readonly interfaces: TableChange<SnapshotInterface>;
  readonly bgpPeers: TableChange<SnapshotBgpPeer>;
  readonly tunnels: TableChange<SnapshotTunnel>;
  readonly licences: TableChange<SnapshotLicence>;
  readonly userId: TableChange<SnapshotUserId>;
  readonly content: ContentChange;
  /** True: everything is within its margin. False: something is not. Null: nothing is wrong, but not all is known. */
  readonly passed: boolean | null;
}

/** Of the flags it counts alone whether the route is in use; others change with the state of protocols. docs/PANOS.md "Routes". */
const ROUTES: TableRules<SnapshotRoute> = {
  name: ({ virtualRouter, destination, interface: port, nexthop }) => [
    virtualRouter,
    destination,
    port,
    nexthop,
  ],
  state: isInUse,
};

/** Of neighbours that answered, see answeredIn. */
const ARP: TableRules<SnapshotArpEntry> = { name: ({ ip, mac }) => [ip, mac] };

const FIB: TableRules<SnapshotFibEntry> = {
  name: ({ router, destination, interface: port, nexthop }) => [router, destination, port, nexthop],
  state: isEntryUp,
};

/** Where one of the snapshots knows no flags. */
const FIB_WITHOUT_FLAGS: TableRules<SnapshotFibEntry> = { name: FIB.name };

/**
 * By what both snapshots know: one of an older release has the first address of an interface alone, and no MTU, as a port
 * that the device does not tell it of.
 */
function interfaceRules(snapshots: readonly Snapshot[]): TableRules<SnapshotInterface> {
  const withAddresses = snapshots.every(knowsAllAddresses);
  const portsKnown = snapshots.map(portsWithMtu);
  const isMtuKnown = (name: string): boolean => portsKnown.every((ports) => ports.has(name));
  return {
    name: ({ kind, name }) => [kind, name],
    state: (entry) =>
      entry.kind === 'hardware'
        ? [entry.state, isMtuKnown(entry.name) ? entry.mtu : null]
        : [entry.zone, withAddresses ? (entry.addresses ?? []).toSorted() : entry.ip],
  };
}

/** One that is down goes from `Active` to `Connect` and `Idle` and back by itself. docs/PANOS.md "BGP peers". */
const BGP_PEERS: TableRules<SnapshotBgpPeer> = {
  name: ({ virtualRouter, name }) => [virtualRouter, name],
  state: ({ established }) => established,
};

/** One that is down may be `init` or `inactive`. docs/PANOS.md "IPsec tunnels". */
const TUNNELS: TableRules<SnapshotTunnel> = {
  name: ({ name }) => [name],
  state: ({ state }) => state === 'active',
};

const LICENCES: TableRules<SnapshotLicence> = {
  name: ({ feature }) => [feature],
  state: ({ expired }) => expired,
};

/** One that is down may say so in many words. docs/PANOS.md "User-ID". */
const USER_ID: TableRules<SnapshotUserId> = {
  name: ({ kind, name, vsys }) => [kind, name, vsys],
  state: ({ up }) => up,
};

/**
 * Compares two snapshots of one device, or of the two members of an active/passive pair that were active when they were
 * taken. Such members share addresses and MAC addresses of the dataplane, routes, tunnels, peers, and forward the same
 * sessions; PAN-OS wants the same licences on both. Two things are each member's own and are then not counted:
 * - logical interfaces without a zone, which are those that no traffic passes through: HA links have other addresses;
 * - the content version, because each member updates its own.
 * Management addresses are in no snapshot.
 * @param before read before the work.
 * @param after read after it and its settle delay.
 * @param pause lets others work for a moment; tables may have 100,000 entries.
 */
export async function compareSnapshots(
  before: Snapshot,
  after: Snapshot,
  margins: Margins,
  pause: () => Promise<void>,
): Promise<Comparison> {
  const isOneDevice = before.serial === after.serial;
  const interfacesOf = ({ interfaces }: Snapshot): readonly SnapshotInterface[] | null =>
    isOneDevice || interfaces === null ? interfaces : interfaces.filter(isShared);
  const table = <T>(
    tableOf: (snapshot: Snapshot) => readonly T[] | null,
    rules: TableRules<T>,
    margin: number,
  ): Promise<TableChange<T>> => compareTables(tableOf(before), tableOf(after), rules, margin, pause);

  const areas = {
    tcpSessions: compareSessions(before.tcpSessions, after.tcpSessions, margins),
    routes: await table(({ routes }) => routes, ROUTES, margins.routeMargin),
    arp: await compareTables(answeredIn(before), answeredIn(after, before), ARP, margins.arpMargin, pause),
    fib: await table(
      ({ fib }) => fib,
      [before, after].every(knowsFlags) ? FIB : FIB_WITHOUT_FLAGS,
      margins.fibMargin,
    ),
    interfaces: await table(interfacesOf, interfaceRules([before, after]), margins.interfaceMargin),
    bgpPeers: await table(({ bgpPeers }) => bgpPeers, BGP_PEERS, margins.bgpPeerMargin),
    tunnels: await table(({ tunnels }) => tunnels, TUNNELS, margins.tunnelMargin),
    licences: await table(({ licences }) => licences, LICENCES, margins.licenceMargin),
    userId: await table(({ userId }) => userId, USER_ID, margins.userIdMargin),
    content: compareContent(before.contentVersion, after.contentVersion, isOneDevice),
  };
  return { ...areas, passed: allWithin(Object.values(areas)) };
}

/** More than before are no fault of a device: sessions come as users do. Those that are missing may have been lost. */
export function compareSessions(
  before: number | null,
  after: number | null,
  { tcpSessionMargin, tcpSessionFloor }: Margins,
): Change {
  if (before === null || after === null) {
    return { before, after, difference: null, percentage: null, withinMargin: null };
  }
  const difference = after - before;
  return {
    before,
    after,
    difference,
    percentage: percentageOf(difference, before),
    withinMargin: -difference * 100 <= tcpSessionMargin * before || -difference <= tcpSessionFloor,
  };
}

function compareContent(before: string | null, after: string | null, isOneDevice: boolean): ContentChange {
  if (!isOneDevice) return { before, after, withinMargin: true };
  if (before === null || after === null) return { before, after, withinMargin: null };
  const order = before === after ? 0 : compareContentVersions(after, before);
  return { before, after, withinMargin: order === null ? null : order >= 0 };
}

/**
 * The neighbours that answered. A device keeps an entry for an address that it asks for in vain, and whether somebody
 * asks for it just then says nothing about the device.
 * @param earlier whoever was asked for in vain then and answers now is no new neighbour.
 */
function answeredIn({ arp }: Snapshot, earlier?: Snapshot): readonly SnapshotArpEntry[] | null {
  if (arp === null) return null;
  const place = ({ ip, interface: port }: SnapshotArpEntry): string => JSON.stringify([ip, port]);
  const inVain = new Set((earlier?.arp ?? []).filter(isUnresolved).map(place));
  return arp.filter((entry) => !isUnresolved(entry) && !inVain.has(place(entry)));
}

function isUnresolved({ mac }: SnapshotArpEntry): boolean {
  return mac === UNRESOLVED || mac === '';
}

function knowsFlags({ fib }: Snapshot): boolean {
  return fib?.every((entry) => isEntryUp(entry) !== null) === true;
}

function knowsAllAddresses({ interfaces }: Snapshot): boolean {
  return interfaces?.every((entry) => entry.kind === 'hardware' || entry.addresses !== null) === true;
}

/** A port that a device does not tell the MTU of, as one without a module, may get one later. */
function portsWithMtu({ interfaces }: Snapshot): ReadonlySet<string> {
  const ports = (interfaces ?? []).filter((entry) => entry.kind === 'hardware' && entry.mtu !== null);
  return new Set(ports.map(({ name }) => name));
}

/** See compareSnapshots. */
function isShared(entry: SnapshotInterface): boolean {
  return entry.kind === 'hardware' || entry.zone !== null;
}

function allWithin(areas: readonly Pick<Change, 'withinMargin'>[]): boolean | null {
  if (areas.some(({ withinMargin }) => withinMargin === false)) return false;
  return areas.some(({ withinMargin }) => withinMargin === null) ? null : true;
}
