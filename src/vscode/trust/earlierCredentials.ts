/**
 * Credentials that a release stored which asked for no address: where they went until now, which is where they may be
 * said to belong. Said once; until then they go nowhere.
 */
import type { Device } from '../../inventory/device.ts';
import { type AddressName, DEFAULT_API_PORT, formatAddress, parseAddress } from '../../panos/address.ts';
import type { DeviceRole } from '../../panos/client/clientPool.ts';
import type { EngineSettings } from '../../engine/settings/engineSettings.ts';
import type { CredentialsStore } from '../engine/credentialsStore.ts';

export interface FormerAddress {
  readonly role: DeviceRole;
  /** For people. */
  readonly name: string;
  readonly address: AddressName;
}

/**
 * @param devices of the inventory; those that never answered were sent nothing, or not what they wanted
 * @returns empty where nothing is stored by an earlier release
 */
export async function formerAddresses(
  credentials: Pick<CredentialsStore, 'account'>,
  settings: EngineSettings,
  devices: readonly Device[],
): Promise<readonly FormerAddress[]> {
  const { panorama, firewall } = settings;
  const isEarlier = async (role: DeviceRole): Promise<boolean> =>
    (await credentials.account(role))?.isOfEarlierRelease ?? false;
  const name = (text: string, port: number): AddressName[] => {
    const address = parseAddress(text, port);
    return address === null ? [] : [formatAddress(address)];
  };
  const ofPanorama =
    panorama.host !== null && (await isEarlier('panorama'))
      ? name(panorama.host, DEFAULT_API_PORT).map(
          (address) => ({ role: 'panorama', name: 'Panorama', address }) as const,
        )
      : [];
  const ofFirewalls = (await isEarlier('firewall'))
    ? devices
        .filter(({ lastSeenAt }) => lastSeenAt !== null)
        .flatMap((device) =>
          name(device.address, firewall.port).map(
            (address) => ({ role: 'firewall', name: device.hostname, address }) as const,
          ),
        )
    : [];
  return [...ofPanorama, ...ofFirewalls];
}
