/** Secrets are read once until they change, here or in another window. */
import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/ports/events.ts';
import { rememberedSecrets } from '../../../../src/vscode/engine/rememberedSecrets.ts';
import { memorySecrets } from '../../../support/memorySecrets.ts';

describe('remembered secrets', () => {
  function storage() {
    const reads: string[] = [];
    const inner = memorySecrets({ a: 'old' });
    const changed = new Emitter<{ key: string }>();
    const get = (key: string): Promise<string | undefined> => {
      reads.push(key);
      return inner.get(key);
    };
    // The editor's events are of a type of its own; what is used of it is how to listen.
    const secrets = rememberedSecrets({ ...inner, get, onDidChange: changed.event as never });
    return { inner, reads, changed, secrets };
  }

  it('are read once, also where there are none', async () => {
    const { reads, secrets } = storage();
    for (const key of ['a', 'b', 'a', 'b']) await secrets.get(key);
    assert.deepEqual(reads, ['a', 'b']);
  });

  it('are the new ones after they were stored or deleted', async () => {
    const { secrets } = storage();
    assert.equal(await secrets.get('a'), 'old');
    await secrets.store('a', 'new');
    assert.equal(await secrets.get('a'), 'new');
    await secrets.delete('a');
    assert.equal(await secrets.get('a'), undefined);
  });

  it('are read again when another window has changed them, and when a reading failed', async () => {
    const { inner, changed, secrets } = storage();
    await secrets.get('a');
    await inner.store('a', 'of another window');
    changed.fire({ key: 'a' });
    assert.equal(await secrets.get('a'), 'of another window');

    let fails = true;
    const failing = rememberedSecrets({
      ...inner,
      get: async (key) => (fails ? Promise.reject(new Error('no keyring')) : inner.get(key)),
      onDidChange: changed.event as never,
    });
    await assert.rejects(async () => failing.get('a'), /no keyring/);
    fails = false;
    assert.equal(await failing.get('a'), 'of another window');
  });
});
