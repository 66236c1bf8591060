/**
 * User names, passwords and API keys, in the editor's SecretStorage and nowhere else, each with the addresses it may be
 * sent to. Whoever names an address (a folder's settings, a Panorama, a device) decides nothing: an address is added by
 * the user's word alone. The simulated fleet's realm is apart, so that neither is ever sent to the other's devices.
 */
import * as z from 'zod';
import { type AddressName, formatAddress, type ManagementAddress, readAddress } from '../../panos/address.ts';
import type { Credentials, CredentialsForAddress } from '../../panos/client/client.ts';
import { type Fingerprint, readFingerprint } from '../../panos/fingerprint.ts';
import type { DeviceRole } from '../../panos/client/clientPool.ts';
import type { Secrets } from './rememberedSecrets.ts';

export interface CredentialsStore {
  /**
   * What may be sent to an address: credentials of its own, else those of its role, and both only when the user has
   * trusted the address in the way in which its certificate is judged now.
   * @param pin what is pinned for the address where it is asked; undefined: authorities judge
   */
  forAddress(
    address: ManagementAddress,
    role: DeviceRole,
    pin: Fingerprint | undefined,
  ): Promise<CredentialsForAddress>;

  /** Credentials for Panorama, or for all firewalls, and the addresses the user gave or confirmed them for. */
  account(role: DeviceRole): Promise<Account | null>;
  saveAccount(role: DeviceRole, account: Omit<Account, 'isOfEarlierRelease'>): Promise<void>;
  /** The user's word: what is stored for the role may be sent there, too. Nothing happens when nothing is stored. */
  confirm(role: DeviceRole, addresses: Account['addresses']): Promise<void>;
  /** The user has replaced a pin: an address that was trusted by the old one is trusted by the new one. */
  repin(address: AddressName, pin: Fingerprint): Promise<void>;

  /** Takes that word back. */
  withdraw(role: DeviceRole, address: AddressName): Promise<void>;

  /** For one device alone; these go before those of its role, as soon as its address is confirmed. */
  saveDevice(address: AddressName, credentials: Credentials): Promise<void>;
  /** @returns false when there were none. */
  removeDevice(address: AddressName): Promise<boolean>;
}

export interface Account {
  readonly credentials: Credentials;
  readonly addresses: ReadonlyMap<AddressName, TrustedBy>;
  /** They were stored by a release that asked for no address: the user is asked once where they belong. */
  readonly isOfEarlierRelease: boolean;
}

/**
 * How an address was trusted. Pins belong to a workspace and this does not: where the pin is not known, or is another
 * one, no authority takes its place.
 */
export type TrustedBy = Fingerprint | 'authority';

export type Realm = 'real' | 'simulated';

const credentialsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), username: z.string().min(1), password: z.string().min(1) }),
  z.object({ kind: z.literal('api_key'), key: z.string().min(1) }),
]) satisfies z.ZodType<Credentials>;

const accountSchema = z.object({
  credentials: credentialsSchema,
  // One that is not understood is left out, and so asked about again.
  addresses: z
    .record(z.string(), z.string())
    .transform((entries) => new Map(Object.entries(entries).flatMap(([text, by]) => confirmed(text, by)))),
});

/** Of one device alone; before its address is confirmed nobody says how it is trusted. */
const deviceSchema = z.object({ credentials: credentialsSchema, by: z.string().nullable() });

function confirmed(text: string, by: string): [AddressName, TrustedBy][] {
  const address = readAddress(text);
  const trustedBy = by === 'authority' ? by : readFingerprint(by);
  return address === null || trustedBy === null ? [] : [[address, trustedBy]];
}

export function credentialsStore(secrets: Secrets, realm: Realm): CredentialsStore {
  const section = realm === 'real' ? 'panosUpgrade' : 'panosUpgrade.simulated';
  const accountKey = (role: DeviceRole): string => `${section}.account.${role}`;
  const deviceKey = (address: AddressName): string => `${section}.device ${address}`;
  const earlierDeviceKey = (address: AddressName): string => `${section}.credentials.device ${address}`;
  /** Where releases before addresses counted kept those of a role. */
  const earlierKey = (role: DeviceRole): string => `${section}.credentials.${role}`;
  /** The last text of each account: a fleet's addresses are not parsed for every one of its firewalls. */
  const parsed = new Map<DeviceRole, { readonly text: string; readonly account: Account }>();

  async function account(role: DeviceRole): Promise<Account | null> {
    const text = await secrets.get(accountKey(role));
    if (text !== undefined && parsed.get(role)?.text === text) return parsed.get(role)?.account ?? null;
    const read = accountSchema.safeParse(json(text));
    if (text !== undefined && read.success) {
      const known = { ...read.data, isOfEarlierRelease: false };
      parsed.set(role, { text, account: known });
      return known;
    }
    const earlier = credentialsSchema.safeParse(json(await secrets.get(earlierKey(role))));
    return earlier.success
      ? { credentials: earlier.data, addresses: new Map(), isOfEarlierRelease: true }
      : null;
  }

  const saveAccount: CredentialsStore['saveAccount'] = async (role, { credentials, addresses }) => {
    await secrets.store(
      accountKey(role),
      JSON.stringify({ credentials, addresses: Object.fromEntries(addresses) }),
    );
    await secrets.delete(earlierKey(role));
  };

  async function ofDevice(address: AddressName): Promise<z.output<typeof deviceSchema> | null> {
    const own = deviceSchema.safeParse(json(await secrets.get(deviceKey(address))));
    if (own.success) return own.data;
    const earlier = credentialsSchema.safeParse(json(await secrets.get(earlierDeviceKey(address))));
    return earlier.success ? { credentials: earlier.data, by: null } : null;
  }

  const saveDevice = async (
    address: AddressName,
    credentials: Credentials,
    by: TrustedBy | null,
  ): Promise<void> => {
    await secrets.store(deviceKey(address), JSON.stringify({ credentials, by }));
    await secrets.delete(earlierDeviceKey(address));
  };

  const confirm: CredentialsStore['confirm'] = async (role, addresses) => {
    if (role === 'firewall') {
      for (const [address, by] of addresses) {
        const own = await ofDevice(address);
        if (own !== null) await saveDevice(address, own.credentials, by);
      }
    }
    const known = await account(role);
    if (known === null || addresses.size === 0) return;
    await saveAccount(role, { ...known, addresses: new Map([...known.addresses, ...addresses]) });
  };

  return {
    async forAddress(address, role, pin) {
      const name = formatAddress(address);
      // The simulated fleet is known by its own proof.
      const isTrusted = (by: string | null | undefined): boolean =>
        realm === 'simulated' || by === (pin ?? 'authority');
      const own = role === 'firewall' ? await ofDevice(name) : null;
      if (own !== null)
        return isTrusted(own.by) ? { ...own.credentials, isOwn: true } : { kind: 'unconfirmed' };
      const known = await account(role);
      if (known === null) return null;
      return isTrusted(known.addresses.get(name)) ? known.credentials : { kind: 'unconfirmed' };
    },

    account,
    saveAccount,
    confirm,

    async repin(address, pin) {
      for (const role of ['panorama', 'firewall'] as const) {
        const by = (await account(role))?.addresses.get(address);
        if (by !== undefined && by !== 'authority') await confirm(role, new Map([[address, pin]]));
      }
    },

    async withdraw(role, address) {
      const known = await account(role);
      if (known === null) return;
      const addresses = new Map(known.addresses);
      addresses.delete(address);
      await saveAccount(role, { ...known, addresses });
    },

    async saveDevice(address, credentials) {
      const by = (await account('firewall'))?.addresses.get(address) ?? null;
      await saveDevice(address, credentials, by);
    },

    async removeDevice(address) {
      const isStored = (await ofDevice(address)) !== null;
      await secrets.delete(deviceKey(address));
      await secrets.delete(earlierDeviceKey(address));
      return isStored;
    },
  };
}

/** Undefined for what is no JSON. */
function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
