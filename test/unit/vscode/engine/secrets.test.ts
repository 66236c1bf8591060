import assert from 'node:assert/strict';
import { credentialsStore } from '../../../../src/vscode/engine/secrets.ts';

function memory(content: Record<string, string> = {}): Parameters<typeof credentialsStore>[0] {
  return {
    get: async (key) => content[key],
    store: async (key, value) => {
      content[key] = value;
    },
    delete: async (key) => void Reflect.deleteProperty(content, key),
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

  it('of one device are kept by its address, and can be taken back', async () => {
    const store = credentialsStore(memory());
    const own = { kind: 'api_key', key: 'own' } as const;
    await store.save('firewall', { kind: 'api_key', key: 'all' });
    await store.save({ address: '10.0.0.1:443' }, own);
    assert.deepEqual(await store.load({ address: '10.0.0.1:443' }), own);
    assert.equal(await store.load({ address: '10.0.0.2:443' }), null);
    assert.equal(await store.remove({ address: '10.0.0.1:443' }), true);
    assert.equal(await store.load({ address: '10.0.0.1:443' }), null);
    assert.equal(await store.remove({ address: '10.0.0.1:443' }), false);
    assert.deepEqual(await store.load('firewall'), { kind: 'api_key', key: 'all' });
  });

  it('are none when they are not understood', async () => {
    for (const text of ['', 'no json', '{}', '{"kind":"password","username":"ada"}']) {
      const store = credentialsStore(memory({ 'panosUpgrade.credentials.firewall': text }));
      assert.equal(await store.load('firewall'), null, text);
    }
  });
});
