/**
 * Reads the facts of a snapshot from one device, and makes sure whose they are: an address may have passed to another
 * device since, by a replacement or because two were exchanged, and nobody's past may be compared with that one's.
 */
import type { BgpPeer } from '../../panos/answers/forwarding/bgpPeers.ts';
import type { Interfaces } from '../../panos/answers/forwarding/interfaces.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import type { ReadCommand } from '../../panos/calls/command.ts';
import { showSystemInfo } from '../../panos/commands/device.ts';
import { showBgpPeers, showFib, showInterfaces, showTunnelFlows } from '../../panos/commands/forwarding.ts';
import { requestLicenseInfo, showMtus } from '../../panos/commands/readiness.ts';
import { showArp, showRoutes, showSessionInfo } from '../../panos/commands/traffic.ts';
import type { Clock } from '../../ports/clock.ts';
import { isAboutOneQuestion } from '../oneQuestion.ts';
import { askUserId, type UserIdState } from '../userId.ts';
import {
  NO_CONTENT,
  type Snapshot,
  type SnapshotBgpPeer,
  type SnapshotInterface,
  type SnapshotUserId,
} from './snapshot.ts';
import type { Serial } from '../../panos/serial.ts';

/** Who must answer for it. */
export interface SnapshotOf {
  readonly serial: Serial;
  readonly swVersion: string;
}

export type TakenSnapshot =
  | { readonly kind: 'taken'; readonly snapshot: Snapshot }
  /** Before or after the tables were read; what they say is left. */
  | { readonly kind: 'other'; readonly answers: SnapshotOf };

/**
 * @returns everything a snapshot holds; sessions, each table and the MTUs are null where the device refused to tell them or
 *   was not understood. One odd entry may come after a restart: a job that ended for it would leave a device in the middle
 *   of its path, while an area that cannot be compared is told.
 * @throws DeviceError when who answers cannot be read, when the device cannot be asked at all, and when `signal` is aborted.
 *   Then no question is left waiting behind.
 */
export async function takeSnapshot(
  client: DeviceClient,
  expected: SnapshotOf,
  clock: Clock,
  signal?: AbortSignal,
): Promise<TakenSnapshot> {
  const givenUp = new AbortController();
  const stop = signal === undefined ? givenUp.signal : AbortSignal.any([signal, givenUp.signal]);
  const ask = <T>(command: ReadCommand<T>): Promise<T> => client.read(command, { signal: stop });
  const askIfTold = <T>(command: ReadCommand<T>): Promise<T | null> => ask(command).catch(nullIfRefused);

  const { serial, swVersion, routingEngine, appVersion } = await ask(showSystemInfo);
  if (!isSame({ serial, swVersion }, expected)) return { kind: 'other', answers: { serial, swVersion } };
  try {
    // A device answers to the commands of the other routing engine too, with a success that holds no routes.
    const [sessions, routes, arp, fib, interfaces, mtus, peers, tunnels, licences, userId] =
      await Promise.all([
        askIfTold(showSessionInfo),
        askIfTold(showRoutes(routingEngine)),
        askIfTold(showArp),
        askIfTold(showFib(routingEngine)),
        askIfTold(showInterfaces),
        askIfTold(showMtus),
        askIfTold(showBgpPeers(routingEngine)),
        askIfTold(showTunnelFlows),
        askIfTold(requestLicenseInfo),
        askUserId(ask, swVersion).catch(nullIfRefused),
      ]);
    // Long tables take minutes, in which a device may have been taken away.
    const now = await ask(showSystemInfo);
    if (!isSame(now, expected)) {
      return { kind: 'other', answers: { serial: now.serial, swVersion: now.swVersion } };
    }
    const snapshot: Snapshot = {
      serial,
      at: clock.now(),
      swVersion,
      tcpSessions: sessions?.tcpSessions ?? null,
      routes,
      arp,
      fib,
      interfaces: interfaces === null ? null : interfacesOf(interfaces, mtus),
      bgpPeers: peers?.map(peerOf) ?? null,
      tunnels: tunnels?.map(({ name, state }) => ({ name, state })) ?? null,
      licences: licences?.map(({ feature, expired }) => ({ feature, expired })) ?? null,
      userId: userId === null ? null : userIdOf(userId),
      contentVersion: appVersion ?? NO_CONTENT,
    };
    return { kind: 'taken', snapshot };
  } catch (error) {
    // A device that cannot be asked would be asked seven more times, each with its retries.
    givenUp.abort();
    throw error;
  }
}

function isSame(one: SnapshotOf, other: SnapshotOf): boolean {
  return one.serial === other.serial && one.swVersion === other.swVersion;
}

function nullIfRefused(error: unknown): null {
  if (isAboutOneQuestion(error)) return null;
  throw error;
}

function interfacesOf(
  { hardware, logical }: Interfaces,
  mtus: ReadonlyMap<string, number> | null,
): SnapshotInterface[] {
  return [
    ...hardware.map(({ name, stateText }) => {
      return { kind: 'hardware' as const, name, state: stateText, mtu: mtus?.get(name) ?? null };
    }),
    ...logical.map(({ name, zone, ip, addresses }) => {
      return { kind: 'logical' as const, name, zone, ip, addresses: [...addresses] };
    }),
  ];
}

function peerOf({ virtualRouter, name, established, state }: BgpPeer): SnapshotBgpPeer {
  return { virtualRouter, name, established, state };
}

function userIdOf({ agents, service }: UserIdState): SnapshotUserId[] {
  return [
    ...agents.map(({ name, vsys, connected, state }) => {
      return { kind: 'agent' as const, name, vsys, up: connected, state };
    }),
    ...(service === null
      ? []
      : [{ kind: 'service' as const, name: '', vsys: null, up: service === 'up', state: service }]),
  ];
}
