/** One client, and so one login and one limit on calls in flight, for each device of a run. */
import type { Clock } from '../../ports/clock.ts';
import type { Rng } from '../../ports/rng.ts';
import { formatAddress, type ManagementAddress } from '../address.ts';
import { createClient, type ClientLimits, type CredentialsForAddress, type DeviceClient } from './client.ts';
import type { LockOutGuard } from './lockOutGuard.ts';
import type { Transport } from '../transport/transport.ts';

export type DeviceRole = 'panorama' | 'firewall';

export interface ClientPoolParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly limits: Readonly<Record<DeviceRole, ClientLimits>>;
  readonly guard: LockOutGuard;
  credentials(address: ManagementAddress, role: DeviceRole): Promise<CredentialsForAddress>;
}

export interface ClientPool {
  /** @param device host name or address, for errors. */
  readonly clientFor: (role: DeviceRole, address: ManagementAddress, device: string) => DeviceClient;
  /** For new credentials: every client logs in again at its next call. */
  readonly forgetLogins: () => void;
}

export function createClientPool(parts: ClientPoolParts): ClientPool {
  const { transport, clock, rng, limits, guard } = parts;
  const clients = new Map<string, DeviceClient>();
  return {
    clientFor(role, address, device) {
      const key = `${role} ${formatAddress(address)}`;
      let client = clients.get(key);
      if (client === undefined) {
        client = createClient({
          transport,
          clock,
          rng,
          address,
          device,
          limits: limits[role],
          guard,
          credentials: () => parts.credentials(address, role),
        });
        clients.set(key, client);
      }
      return client;
    },
    forgetLogins() {
      guard.open();
      for (const client of clients.values()) client.forgetKey();
    },
  };
}
