/**
 * Credentials for all firewalls that a release stored which asked for no address: where they went until now, which is
 * where they may be said to belong. Panorama's are asked about when it is met, as any other host.
 */
import type { Device } from '../../inventory/device.ts';
import { type AddressName, readAddress } from '../../panos/address.ts';
import type { Pin } from '../../workflow/setByHand.ts';
import type { CredentialsStore, TrustedBy } from '../engine/credentialsStore.ts';

export interface FormerAddress {
  /** For people. */
  readonly name: string;
  readonly address: AddressName;
  /** As it was trusted until now. */
  readonly by: TrustedBy;
}

/**
 * @param devices of the inventory; those that never answered were sent nothing, or not what they wanted
 * @param port of addresses that name none
 * @returns empty where nothing is stored by an earlier release
 */
export async function formerAddresses(
  credentials: Pick<CredentialsStore, 'account'>,
  devices: readonly Device[],
  pins: readonly Pin[],
  port: number,
): Promise<readonly FormerAddress[]> {
  if ((await credentials.account('firewall'))?.isOfEarlierRelease !== true) return [];
  const pinned = new Map(pins.map((pin) => [pin.address, pin.fingerprint]));
  return devices.flatMap(({ hostname, address: text, lastSeenAt }) => {
    const address = readAddress(text, port);
    if (address === null || lastSeenAt === null) return [];
    return [{ name: hostname, address, by: pinned.get(address) ?? 'authority' }];
  });
}
