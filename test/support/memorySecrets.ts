/** The editor's SecretStorage in memory, with what it holds for all to see. */
import { type CredentialsStore, credentialsStore } from '../../src/vscode/engine/credentialsStore.ts';

export interface MemorySecrets {
  readonly content: Readonly<Record<string, string>>;
  get(key: string): Promise<string | undefined>;
  store(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

export function memorySecrets(given: Readonly<Record<string, string>> = {}): MemorySecrets {
  const content = { ...given };
  return {
    content,
    get: async (key) => content[key],
    store: async (key, value) => {
      content[key] = value;
    },
    delete: async (key) => void Reflect.deleteProperty(content, key),
  };
}

/** Of a test in which credentials play no part. */
export function noCredentials(): CredentialsStore {
  return credentialsStore(memorySecrets(), 'real');
}
