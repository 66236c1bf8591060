/** A small snapshot with something in every area, and its comparison with what the test changes in it. */
import {
  compareSnapshots,
  type Comparison,
  type Margins,
} from '../../../../src/validation/comparison/comparisonRules.ts';
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
} from '../../../../src/validation/comparison/snapshot.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';
import { sn } from '../../../support/serials.ts';

export function route(destination: string, changes: Partial<SnapshotRoute> = {}): SnapshotRoute {
  return {
    virtualRouter: 'default',
    destination,
    nexthop: '10.0.0.1',
    interface: 'ethernet1/1',
    flags: 'A S',
    ...changes,
  };
}

export function arp(ip: string, mac = '00:00:5e:00:53:01', name = 'ethernet1/1'): SnapshotArpEntry {
  return { ip, mac, interface: name };
}

export function fibEntry(
  destination: string,
  router = 'default',
  flags: string | null = 'ug',
): SnapshotFibEntry {
  return { router, destination, nexthop: '10.0.0.1', interface: 'ethernet1/1', flags };
}

export function port(name: string, state = 'up', mtu: number | null = 1500): SnapshotInterface {
  return { kind: 'hardware', name, state, mtu };
}

export function logical(
  name: string,
  zone: string | null = 'trust',
  ip: string | null = '10.0.0.9/24',
  addresses: string[] | null = ip === null ? [] : [ip],
): SnapshotInterface {
  return { kind: 'logical', name, zone, ip, addresses };
}

export function peer(name: string, state = 'Established', virtualRouter = 'default'): SnapshotBgpPeer {
  return { virtualRouter, name, state, established: state === 'Established' };
}

export function tunnel(name: string, state = 'active'): SnapshotTunnel {
  return { name, state };
}

export function licence(feature: string, expired = false): SnapshotLicence {
  return { feature, expired };
}

export function agent(name: string, state = 'conn:idle', vsys = 'vsys1'): SnapshotUserId {
  return { kind: 'agent', name, vsys, up: state.startsWith('conn'), state };
}

export function service(state = 'up'): SnapshotUserId {
  return { kind: 'service', name: '', vsys: null, up: state === 'up', state };
}

export function snapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    serial: sn('007801000001'),
    at: 0,
    swVersion: '10.1.14',
    tcpSessions: 1000,
    routes: [route('0.0.0.0/0'), route('10.1.0.0/16')],
    arp: [arp('10.0.0.1'), arp('10.0.0.2')],
    fib: [fibEntry('0.0.0.0/0'), fibEntry('10.1.0.0/16')],
    interfaces: [port('ethernet1/1'), port('ethernet1/2', 'down'), logical('ethernet1/1')],
    bgpPeers: [peer('isp-1'), peer('isp-2')],
    tunnels: [tunnel('branch-1'), tunnel('branch-2')],
    licences: [licence('Threat Prevention'), licence('GlobalProtect Gateway')],
    userId: [agent('dc-1'), agent('dc-2'), service()],
    contentVersion: '8832-8912',
    ...changes,
  };
}

/** @param margins those that are not the default. */
export function compare(
  before: Partial<Snapshot>,
  after: Partial<Snapshot>,
  margins: Partial<Margins> = {},
  pause = async (): Promise<void> => undefined,
): Promise<Comparison> {
  return compareSnapshots(
    snapshot(before),
    snapshot(after),
    { ...defaultSettings.validation, ...margins },
    pause,
  );
}
