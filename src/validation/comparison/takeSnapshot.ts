/** Reads the facts of a snapshot from one device. */
import type { BgpPeer } from '../../panos/answers/forwarding/bgpPeers.ts';
import type { Interfaces } from '../../panos/answers/forwarding/interfaces.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import type { ReadCommand } from '../../panos/calls/command.ts';
import { showSystemInfo } from '../../panos/commands/device.ts';
import { showBgpPeers, showFib, showInterfaces, showTunnelFlows } from '../../panos/commands/forwarding.ts';
import { requestLicenseInfo } from '../../panos/commands/readiness.ts';
import { showArp, showRoutes, showSessionInfo } from '../../panos/commands/traffic.ts';
import type { Clock } from '../../ports/clock.ts';
import { isAboutOneQuestion } from '../oneQuestion.ts';
import { NO_CONTENT, type Snapshot, type SnapshotBgpPeer, type SnapshotInterface } from './snapshot.ts';

/**
 * @param serial of the device behind `client`, as the inventory knows it.
 * @returns everything a snapshot holds; FIB, interfaces, BGP peers, tunnels and licences are null where the device
 *   refused to tell them or was not understood.
 * @throws DeviceError when version, sessions, routes or ARP cannot be read, because half a snapshot would compare
 *   wrongly; when the device cannot be asked at all; when `signal` is aborted. Then no question is left waiting behind.
 */
export async function takeSnapshot(
  client: DeviceClient,
  serial: string,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Snapshot> {
  const givenUp = new AbortController();
  const stop = signal === undefined ? givenUp.signal : AbortSignal.any([signal, givenUp.signal]);
  const ask = <T>(command: ReadCommand<T>): Promise<T> => client.read(command, { signal: stop });
  const askIfTold = <T>(command: ReadCommand<T>): Promise<T | null> => ask(command).catch(nullIfRefused);

  const { swVersion, routingEngine, appVersion } = await ask(showSystemInfo);
  try {
    // A device answers to the commands of the other routing engine too, with a success that holds no routes.
    const [sessions, routes, arp, fib, interfaces, peers, tunnels, licences] = await Promise.all([
      ask(showSessionInfo),
      ask(showRoutes(routingEngine)),
      ask(showArp),
      askIfTold(showFib(routingEngine)),
      askIfTold(showInterfaces),
      askIfTold(showBgpPeers(routingEngine)),
      askIfTold(showTunnelFlows),
      askIfTold(requestLicenseInfo),
    ]);
    return {
      serial,
      at: clock.now(),
      swVersion,
      tcpSessions: sessions.tcpSessions,
      routes,
      arp,
      fib,
      interfaces: interfaces === null ? null : interfacesOf(interfaces),
      bgpPeers: peers?.map(peerOf) ?? null,
      tunnels: tunnels?.map(({ name, state }) => ({ name, state })) ?? null,
      licences: licences?.map(({ feature, expired }) => ({ feature, expired })) ?? null,
      contentVersion: appVersion ?? NO_CONTENT,
    };
  } catch (error) {
    // A device that cannot be asked would be asked seven more times, each with its retries.
    givenUp.abort();
    throw error;
  }
}

function nullIfRefused(error: unknown): null {
  if (isAboutOneQuestion(error)) return null;
  throw error;
}

function interfacesOf({ hardware, logical }: Interfaces): SnapshotInterface[] {
  return [
    ...hardware.map(({ name, stateText }) => ({ kind: 'hardware' as const, name, state: stateText })),
    ...logical.map(({ name, zone, ip }) => ({ kind: 'logical' as const, name, zone, ip })),
  ];
}

function peerOf({ virtualRouter, name, established, state }: BgpPeer): SnapshotBgpPeer {
  return { virtualRouter, name, established, state };
}
