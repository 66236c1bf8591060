/** Reads the facts of a snapshot from one device. */
import type { DeviceClient } from '../panos/client.ts';
import { showSystemInfo } from '../panos/commands/device.ts';
import { showArp, showRoutes, showSessionInfo } from '../panos/commands/traffic.ts';
import type { Clock } from '../ports/clock.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * @param serial of the device behind `client`, as the inventory knows it.
 * @returns the running version, TCP sessions, and the full routing and ARP tables.
 * @throws DeviceError when any of it cannot be read: half a snapshot would compare wrongly.
 */
export async function takeSnapshot(
  client: DeviceClient,
  serial: string,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Snapshot> {
  const info = await client.read(showSystemInfo, { signal });
  // A device answers to the commands of the other routing engine too, with a success that holds no routes.
  const [sessions, routes, arp] = await Promise.all([
    client.read(showSessionInfo, { signal }),
    client.read(showRoutes(info.routingEngine), { signal }),
    client.read(showArp, { signal }),
  ]);
  return {
    serial,
    at: clock.now(),
    swVersion: info.swVersion,
    tcpSessions: sessions.tcpSessions,
    routes,
    arp,
  };
}
