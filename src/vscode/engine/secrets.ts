/**
 * User names, passwords and API keys, in the editor's SecretStorage and nowhere else. The simulated fleet's are
 * kept apart, so that they can never be sent to a real device nor real ones to the simulation by mistake.
 */
import type { SecretStorage } from 'vscode';
import * as z from 'zod';
import type { Credentials } from '../../panos/client/client.ts';

const credentialsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), username: z.string().min(1), password: z.string().min(1) }),
  z.object({ kind: z.literal('api_key'), key: z.string().min(1) }),
]) satisfies z.ZodType<Credentials>;

/**
 * Whom credentials are for: Panorama, every firewall, both of the simulated fleet, or the one device at an address
 * (`host:port`, as formatAddress gives it), which goes before the others.
 */
export type CredentialsOwner = 'panorama' | 'firewall' | 'simulated' | { readonly address: string };

export interface CredentialsStore {
  /** Null when none are stored or what is stored is not understood. */
  load(owner: CredentialsOwner): Promise<Credentials | null>;
  save(owner: CredentialsOwner, credentials: Credentials): Promise<void>;
  /** @returns false when there were none. */
  remove(owner: CredentialsOwner): Promise<boolean>;
}

export function credentialsStore(secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>): CredentialsStore {
  const key = (owner: CredentialsOwner): string =>
    `panosUpgrade.credentials.${typeof owner === 'string' ? owner : `device ${owner.address}`}`;
  return {
    async load(owner) {
      const text = await secrets.get(key(owner));
      if (text === undefined) return null;
      const read = z
        .string()
        .transform((json, context): unknown => {
          try {
            return JSON.parse(json);
          } catch {
            context.addIssue({ code: 'custom', message: 'not JSON' });
            return z.NEVER;
          }
        })
        .pipe(credentialsSchema)
        .safeParse(text);
      return read.success ? read.data : null;
    },
    async save(owner, credentials) {
      await secrets.store(key(owner), JSON.stringify(credentials));
    },
    async remove(owner) {
      const isStored = (await secrets.get(key(owner))) !== undefined;
      await secrets.delete(key(owner));
      return isStored;
    },
  };
}
