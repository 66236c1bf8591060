import assert from 'node:assert/strict';
import { credentialsStore } from '../../../src/vscode/secrets.ts';

function memory(content: Record<string, string> = {}): Parameters<typeof credentialsStore>[0] {
  return {
    get: async (key) => content[key],
    store: async (key, value) => {
      content[key] = value;
    },
  };
}

describe('stored credentials', () => {
  it('come back as they were saved, each owner apart', async () => {
    const store = credentialsStore(memory());
    const panorama = { kind: 'password', username: 'ada', password: 'x' } as const;
    await store.save('panorama', panorama);
    await store.save('firewall', { kind: 'api_key', key: 'k' });
    assert.deepEqual(await store.load('panorama'), panorama);
    assert.deepEqual(await store.load('firewall'), { kind: 'api_key', key: 'k' });
    assert.equal(await store.load('simulated'), null);
  });

  it('are none when they are not understood', async () => {
    for (const text of ['', 'no json', '{}', '{"kind":"password","username":"ada"}']) {
      const store = credentialsStore(memory({ 'panosUpgrade.credentials.firewall': text }));
      assert.equal(await store.load('firewall'), null, text);
    }
  });
});
