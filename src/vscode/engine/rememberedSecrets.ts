/**
 * The editor's SecretStorage, asked once for each secret until it changes: every reading goes through another process
 * that decrypts it, and an account with the addresses of a large fleet is read for every one of its firewalls.
 */
import type { SecretStorage } from 'vscode';
import type { Subscription } from '../../ports/events.ts';

export type Secrets = Pick<SecretStorage, 'get' | 'store' | 'delete'>;

export function rememberedSecrets(
  secrets: Secrets & Pick<SecretStorage, 'onDidChange'>,
): Secrets & Subscription {
  const remembered = new Map<string, Thenable<string | undefined>>();
  const forget = (key: string): void => void remembered.delete(key);
  // Also of other windows.
  const changes = secrets.onDidChange(({ key }) => forget(key));
  return {
    get(key) {
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const asked = secrets.get(key);
      remembered.set(key, asked);
      // A reading that failed says nothing.
      asked.then(undefined, () => forget(key));
      return asked;
    },
    async store(key, value) {
      await secrets.store(key, value);
      forget(key);
    },
    async delete(key) {
      await secrets.delete(key);
      forget(key);
    },
    dispose: () => void changes.dispose(),
  };
}
