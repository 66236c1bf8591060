/**
 * How the owner's engine reaches Panorama and the firewalls: one client each, over connections that check the
 * certificates the user trusts, and by nobody but the owner of the storage.
 */
import type { EngineParts } from './engineContract.ts';
import type { Device } from '../inventory/device.ts';
import { createRateLimit, type RateLimit } from '../inventory/rateLimit.ts';
import type { AwakeTime } from '../jobs/work/awakeTime.ts';
import { DEFAULT_API_PORT, parseAddress, requireAddress } from '../panos/address.ts';
import type { DeviceClient } from '../panos/client/client.ts';
import { createClientPool } from '../panos/client/clientPool.ts';
import type { LockOutGuard } from '../panos/client/lockOutGuard.ts';
import { ContactBook, watchedTransport } from '../panos/transport/contactBook.ts';
import { fencedTransport } from '../panos/transport/fencedTransport.ts';
import { engineError } from './engineTroubles.ts';

export interface DeviceAccess {
  /** @throws UserError when the address cannot be used. */
  readonly clientFor: (device: Pick<Device, 'address' | 'hostname'>) => DeviceClient;
  /** Null for what is no address. */
  readonly clientAt: (address: string, device: string) => DeviceClient | null;
  /** @throws UserError when none is set. */
  readonly panorama: () => DeviceClient;
  /** To be asked before each call of Panorama. */
  readonly panoramaRate: RateLimit;
  /** Which addresses answered when they were last asked. */
  readonly book: ContactBook;
  /** Looks whether anything answers at an address. @throws DeviceError when nothing does. */
  readonly meet: (address: string) => Promise<unknown>;
  /** For new credentials: every client logs in again at its next call. */
  readonly forgetLogins: () => void;
  /** Ends all connections. */
  readonly close: () => void;
}

type AccessParts = Pick<EngineParts, 'settings' | 'clock' | 'rng' | 'credentials' | 'transport'> & {
  readonly guard: LockOutGuard;
  /** Time by which the silence of an address is told. */
  readonly awake: AwakeTime;
};

export interface Fence {
  /** The fingerprint trusted for an address. */
  readonly pinFor: Parameters<EngineParts['transport']>[0];
  /** Throws when the storage has another owner by now; asked before every request. */
  readonly assertOwner: () => void;
}

export function createDeviceAccess(parts: AccessParts, { pinFor, assertOwner }: Fence): DeviceAccess {
  const { panorama, firewall } = parts.settings;
  const book = new ContactBook(() => parts.awake.ms());
  const transport = watchedTransport(fencedTransport(parts.transport(pinFor), assertOwner), book);
  const { clientFor, forgetLogins } = createClientPool({
    transport,
    clock: parts.clock,
    rng: parts.rng,
    guard: parts.guard,
    credentials: (address, role) => parts.credentials(address, role, pinFor(address)),
    limits: { panorama: { ...firewall, timeoutMs: panorama.timeoutMs }, firewall },
  });
  return {
    clientFor: ({ address, hostname }) =>
      clientFor('firewall', requireAddress(address, firewall.port), hostname),
    clientAt(text, device) {
      const address = parseAddress(text, firewall.port);
      return address === null ? null : clientFor('firewall', address, device);
    },
    panorama() {
      if (panorama.host === null) {
        throw engineError({ code: 'no_panorama' });
      }
      return clientFor('panorama', requireAddress(panorama.host, DEFAULT_API_PORT), 'Panorama');
    },
    panoramaRate: createRateLimit(panorama.rateLimit, parts.clock),
    book,
    meet: (text) =>
      transport.meet({
        address: requireAddress(text, firewall.port),
        device: text,
        operation: 'look whether it answers',
      }),
    forgetLogins,
    close: () => transport.close(),
  };
}
