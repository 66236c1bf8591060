/** The traffic through a device: what its session, route and ARP tables are made of. Only a forwarding device has them full. */
import type { Firewall } from '../device/firewall.ts';
import type { RouteSpec } from '../spec/fleetSpec.ts';
import { isForwardingState, mutualPeerOf } from './haRoles.ts';

/** Session counts swing by this much on their own, within the usual margins of a comparison. */
const SWING = 0.015;
const SWING_PERIOD_MS = 11 * 60_000;
/** What a device that does not forward still has: management traffic. */
const IDLE_SESSIONS = 4;

/**
 * A number of which a device's addresses are made. Members of an active/passive pair have them in common; those of an
 * active/active pair have interfaces, routes and neighbours of their own.
 */
export function siteOf({ spec, ha }: Pick<Firewall, 'spec' | 'ha'>): number {
  if (ha?.spec.mode === 'active-active') return Number(spec.serial.slice(-2)) + 1;
  const first = ha === null || spec.serial < ha.spec.peer ? spec.serial : ha.spec.peer;
  return Number(first.slice(-2)) + 1;
}

/** To be called whenever something changed that decides whether the device forwards. */
export function updateForwarding(firewall: Firewall): void {
  const forwards =
    firewall.phase === 'working' &&
    firewall.configLoaded &&
    (firewall.ha === null || isForwardingState(firewall.ha.state));
  if (forwards === (firewall.forwardingSince !== null)) return;
  firewall.forwardingSince = forwards ? firewall.world.agenda.now : null;
  firewall.world.onForwarding(firewall);
}

/** TCP sessions now: near 0 when forwarding begins, all of them after `sessionRampSeconds`. */
export function tcpSessions(firewall: Firewall): number {
  if (firewall.forwardingSince === null) return IDLE_SESSIONS;
  const { now } = firewall.world.agenda;
  const rampMs = firewall.world.fleet.timing.sessionRampSeconds * 1000;
  const ramp = rampMs === 0 ? 1 : Math.min(1, (now - firewall.forwardingSince) / rampMs);
  const phase = Number(firewall.spec.serial.slice(-3)) / 1000;
  const swing = 1 + SWING * Math.sin(2 * Math.PI * (now / SWING_PERIOD_MS + phase));
  const kept = firewall.spec.sessionsKept ** firewall.boots;
  const sessions = firewall.spec.tcpSessions * kept + sessionsOfPeer(firewall);
  return IDLE_SESSIONS + Math.round(sessions * ramp * swing);
}

/** Of an active/active pair the member that is left carries those of the other one, too, until that one forwards again. */
function sessionsOfPeer(firewall: Firewall): number {
  const peer = firewall.ha?.spec.mode === 'active-active' ? mutualPeerOf(firewall) : undefined;
  return peer === undefined || peer.forwardingSince !== null ? 0 : peer.spec.tcpSessions;
}

/** The routing table now: empty while the device does not forward. */
export function routes(firewall: Firewall): RouteSpec[] {
  if (firewall.forwardingSince === null) return [];
  const { routes: wanted } = firewall.spec;
  if (typeof wanted !== 'number') return wanted;
  const site = siteOf(firewall);
  return Array.from({ length: wanted }, (_, index) => madeUpRoute(site, index));
}

/** By its flags; those that are not are in the routing table alone. */
export function isInUse({ flags }: RouteSpec): boolean {
  return flags.startsWith('A');
}

/** A few connected networks, then static ones, then what BGP would bring. */
function madeUpRoute(site: number, index: number): RouteSpec {
  const port = (index % 8) + 1;
  const connected = index < 8;
  return {
    virtualRouter: 'default',
    destination: index === 8 ? '0.0.0.0/0' : `10.${(site + (index >> 8)) % 256}.${index % 256}.0/24`,
    nexthop: connected ? `10.${site}.${index}.1` : `10.${site}.${port - 1}.254`,
    interface: `ethernet1/${port}`,
    flags: connected ? 'A C' : index < 24 ? 'A S' : 'A?B',
  };
}

export interface ArpRow {
  readonly ip: string;
  readonly mac: string;
  readonly interface: string;
}

/** The ARP table now. */
export function arpRows(firewall: Firewall): ArpRow[] {
  if (firewall.forwardingSince === null) return [];
  const site = siteOf(firewall);
  return Array.from({ length: firewall.spec.arp }, (_, index) => ({
    ip: `10.${site}.${index % 8}.${10 + (index >> 3)}`,
    mac: `02:5e:${hex(site)}:${hex(index % 8)}:${hex(index >> 8)}:${hex(index % 256)}`,
    interface: `ethernet1/${(index % 8) + 1}`,
  }));
}

function hex(value: number): string {
  return (value % 256).toString(16).padStart(2, '0');
}
