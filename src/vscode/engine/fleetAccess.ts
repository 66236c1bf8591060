/**
 * All that a window with a simulated fleet may reach, and the only credentials it has: the fleet's own, and such as were
 * set for one of its devices. Any other address, whoever names it, is refused before a connection is opened.
 */
import type { EngineParts } from '../../engine/engineContract.ts';
import { formatAddress, readAddress } from '../../panos/address.ts';
import { DeviceError } from '../../panos/errors.ts';
import type { Introduction, Transport } from '../../panos/transport/transport.ts';
import type { CredentialsStore } from './credentialsStore.ts';
import type { SimulatedFleet } from './simulatedFleets.ts';

export interface FleetAccess {
  /** @throws DeviceError where the address is none of the fleet's. */
  readonly credentials: EngineParts['credentials'];
  /** The same transport, which leads to the fleet alone. */
  readonly reach: (transport: Transport) => Transport;
}

/** @param simulated what is stored for devices of simulated fleets */
export function fleetAccess(
  fleet: Pick<SimulatedFleet, 'pins' | 'username' | 'password'>,
  simulated: Pick<CredentialsStore, 'forAddress'>,
): FleetAccess {
  const known = new Set(Object.keys(fleet.pins).flatMap((text) => readAddress(text) ?? []));
  const { username, password } = fleet;

  function assertKnown({ address, device, operation }: Introduction): void {
    if (known.has(formatAddress(address))) return;
    throw new DeviceError({
      kind: 'outside_simulation',
      device,
      operation,
      delivery: 'not_sent',
      what: 'this window works with a simulated fleet, and this is none of its addresses',
    });
  }

  return {
    async credentials(address, role) {
      assertKnown({ address, device: formatAddress(address), operation: 'log in' });
      return (
        (await simulated.forAddress(address, role, undefined)) ?? { kind: 'password', username, password }
      );
    },
    reach: (transport) => ({
      async call(request) {
        assertKnown(request);
        return transport.call(request);
      },
      async meet(introduction) {
        assertKnown(introduction);
        return transport.meet(introduction);
      },
      close: () => transport.close(),
    }),
  };
}
