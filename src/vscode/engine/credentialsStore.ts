/**
 * User names, passwords and API keys, in the editor's SecretStorage and nowhere else, each with the addresses it may be
 * sent to. Whoever names an address (a folder's settings, a Panorama, a device) decides nothing: an address is added by
 * the user's word alone. The simulated fleet's realm is apart, so that neither is ever sent to the other's devices.
 */
import * as z from 'zod';
import {
  type AddressName,
  formatAddress,
  type ManagementAddress,
  parseAddress,
} from '../../panos/address.ts';
import type { Credentials, CredentialsForAddress } from '../../panos/client/client.ts';
import type { DeviceRole } from '../../panos/client/clientPool.ts';
import type { Secrets } from './rememberedSecrets.ts';

export interface CredentialsStore {
  /** What may be sent to an address: credentials of its own, else those of its role if they were given for it. */
  forAddress(address: ManagementAddress, role: DeviceRole): Promise<CredentialsForAddress>;

  /** Credentials for Panorama, or for all firewalls, and the addresses the user gave or confirmed them for. */
  account(role: DeviceRole): Promise<Account | null>;
  saveAccount(role: DeviceRole, account: Omit<Account, 'isOfEarlierRelease'>): Promise<void>;
  /** The user's word: what is stored for the role may be sent there, too. Nothing happens when nothing is stored. */
  confirm(role: DeviceRole, addresses: readonly AddressName[]): Promise<void>;

  /** Takes that word back. */
  withdraw(role: DeviceRole, address: AddressName): Promise<void>;

  /** For one device alone; these go before those of its role. */
  saveDevice(address: AddressName, credentials: Credentials): Promise<void>;
  /** @returns false when there were none. */
  removeDevice(address: AddressName): Promise<boolean>;
}

export interface Account {
  readonly credentials: Credentials;
  readonly addresses: ReadonlySet<AddressName>;
  /** They were stored by a release that asked for no address: the user is asked once where they belong. */
  readonly isOfEarlierRelease: boolean;
}

export type Realm = 'real' | 'simulated';

const credentialsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), username: z.string().min(1), password: z.string().min(1) }),
  z.object({ kind: z.literal('api_key'), key: z.string().min(1) }),
]) satisfies z.ZodType<Credentials>;

const accountSchema = z.object({
  credentials: credentialsSchema,
  // One that is not understood is left out, and so asked about again.
  addresses: z.array(z.string()).transform((texts) => new Set(texts.flatMap(addressNames))),
});

function addressNames(text: string): AddressName[] {
  const address = parseAddress(text);
  return address === null ? [] : [formatAddress(address)];
}

export function credentialsStore(secrets: Secrets, realm: Realm): CredentialsStore {
  const section = realm === 'real' ? 'panosUpgrade' : 'panosUpgrade.simulated';
  const accountKey = (role: DeviceRole): string => `${section}.account.${role}`;
  const deviceKey = (address: AddressName): string => `${section}.credentials.device ${address}`;
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
      ? { credentials: earlier.data, addresses: new Set(), isOfEarlierRelease: true }
      : null;
  }

  const saveAccount: CredentialsStore['saveAccount'] = async (role, { credentials, addresses }) => {
    await secrets.store(accountKey(role), JSON.stringify({ credentials, addresses: [...addresses] }));
    await secrets.delete(earlierKey(role));
  };

  return {
    async forAddress(address, role) {
      const name = formatAddress(address);
      const own = credentialsSchema.safeParse(json(await secrets.get(deviceKey(name))));
      if (own.success) return own.data;
      const known = await account(role);
      if (known === null) return null;
      return known.addresses.has(name) ? known.credentials : { kind: 'unconfirmed' };
    },

    account,
    saveAccount,

    async confirm(role, addresses) {
      const known = await account(role);
      if (known === null || addresses.length === 0) return;
      await saveAccount(role, { ...known, addresses: new Set([...known.addresses, ...addresses]) });
    },

    async withdraw(role, address) {
      const known = await account(role);
      if (known === null) return;
      const addresses = new Set(known.addresses);
      addresses.delete(address);
      await saveAccount(role, { ...known, addresses });
    },

    async saveDevice(address, credentials) {
      await secrets.store(deviceKey(address), JSON.stringify(credentials));
    },

    async removeDevice(address) {
      const isStored = (await secrets.get(deviceKey(address))) !== undefined;
      await secrets.delete(deviceKey(address));
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
