import assert from 'node:assert/strict';
import { type AddressName, formatAddress, parseAddress } from '../../../../src/panos/address.ts';
import type { CredentialsForAddress } from '../../../../src/panos/client/client.ts';
import type { DeviceRole } from '../../../../src/panos/client/clientPool.ts';
import {
  type CredentialsStore,
  credentialsStore,
  type TrustedBy,
} from '../../../../src/vscode/engine/credentialsStore.ts';
import type { Fingerprint } from '../../../../src/panos/fingerprint.ts';
import { sampleFingerprint } from '../../../support/samplePin.ts';
import { memorySecrets } from '../../../support/memorySecrets.ts';

const panorama = { kind: 'password', username: 'ada', password: 'x' } as const;
const all = { kind: 'api_key', key: 'all' } as const;
const own = { kind: 'api_key', key: 'own' } as const;
const unconfirmed = { kind: 'unconfirmed' } as const;

function name(text: string): AddressName {
  const address = parseAddress(text);
  assert.ok(address !== null, text);
  return formatAddress(address);
}

function sentTo(
  store: CredentialsStore,
  text: string,
  role: DeviceRole,
  pin?: Fingerprint,
): Promise<CredentialsForAddress> {
  const address = parseAddress(text);
  assert.ok(address !== null, text);
  return store.forAddress(address, role, pin);
}

const byAuthority = (text: string) => new Map([[name(text), 'authority' as const]]);

describe('stored credentials', () => {
  it('go to the addresses they were given for, in any spelling, and to no other', async () => {
    const store = credentialsStore(memorySecrets(), 'real');
    await store.saveAccount('panorama', { credentials: panorama, addresses: byAuthority('pano') });
    for (const text of ['pano', 'PANO:443', 'pano.', ' Pano ']) {
      assert.deepEqual(await sentTo(store, text, 'panorama'), panorama, text);
    }
    for (const text of ['pano:8443', 'pano.example.com', '10.1.1.1', 'evil-pano']) {
      assert.deepEqual(await sentTo(store, text, 'panorama'), unconfirmed, text);
    }
  });

  it('of one role never go to a device in the other, though it has the same address', async () => {
    const store = credentialsStore(memorySecrets(), 'real');
    await store.saveAccount('panorama', { credentials: panorama, addresses: byAuthority('a') });
    assert.equal(await sentTo(store, 'a', 'firewall'), null);
    await store.saveAccount('firewall', { credentials: all, addresses: byAuthority('b') });
    assert.deepEqual(await sentTo(store, 'a', 'firewall'), unconfirmed);
    assert.deepEqual(await sentTo(store, 'b', 'panorama'), unconfirmed);
  });

  it('go to more addresses by the word of the user alone, and keep them over new credentials', async () => {
    const secrets = memorySecrets();
    const store = credentialsStore(secrets, 'real');
    await store.confirm('firewall', byAuthority('fw-1'));
    assert.deepEqual(secrets.content, {}, 'nothing is stored to be sent');
    await store.saveAccount('firewall', { credentials: all, addresses: byAuthority('fw-1') });
    await store.confirm('firewall', byAuthority('fw-2'));
    for (const text of ['fw-1', 'fw-2']) assert.deepEqual(await sentTo(store, text, 'firewall'), all, text);
    assert.deepEqual(await sentTo(credentialsStore(secrets, 'real'), 'fw-2', 'firewall'), all);
    assert.deepEqual(await sentTo(store, 'fw-3', 'firewall'), unconfirmed);
    await store.withdraw('firewall', name('fw-1'));
    assert.deepEqual(await sentTo(store, 'fw-1', 'firewall'), unconfirmed, 'the word can be taken back');
    assert.deepEqual(await sentTo(store, 'fw-2', 'firewall'), all);
  });

  it('go nowhere by the word of an authority where the address was trusted by its pin, or the other way round', async () => {
    const store = credentialsStore(memorySecrets(), 'real');
    const [pin, other] = [sampleFingerprint('AA'), sampleFingerprint('BB')];
    const addresses = new Map<AddressName, TrustedBy>([
      [name('fw-1'), pin],
      [name('fw-2'), 'authority'],
    ]);
    await store.saveAccount('firewall', { credentials: all, addresses });
    assert.deepEqual(await sentTo(store, 'fw-1', 'firewall', pin), all);
    assert.deepEqual(await sentTo(store, 'fw-1', 'firewall'), unconfirmed, 'a workspace without the pin');
    assert.deepEqual(await sentTo(store, 'fw-1', 'firewall', other), unconfirmed);
    assert.deepEqual(await sentTo(store, 'fw-2', 'firewall'), all);
    assert.deepEqual(await sentTo(store, 'fw-2', 'firewall', pin), unconfirmed);
    await store.repin(name('fw-1'), other);
    await store.repin(name('fw-2'), other);
    assert.deepEqual(await sentTo(store, 'fw-1', 'firewall', other), all, 'the user has replaced the pin');
    assert.deepEqual(await sentTo(store, 'fw-2', 'firewall', other), unconfirmed);
  });

  it('of one device are kept by its address, go before the others, and can be taken back', async () => {
    const store = credentialsStore(memorySecrets(), 'real');
    await store.saveAccount('firewall', { credentials: all, addresses: byAuthority('10.0.0.1') });
    await store.saveDevice(name('10.0.0.1'), own);
    assert.deepEqual(await sentTo(store, '10.0.0.1', 'firewall'), { ...own, isOwn: true });
    await store.saveDevice(name('10.0.0.2'), own);
    assert.deepEqual(await sentTo(store, '10.0.0.2', 'firewall'), unconfirmed, 'nobody has met it yet');
    await store.confirm('firewall', byAuthority('10.0.0.2'));
    assert.deepEqual(await sentTo(store, '10.0.0.2', 'firewall'), { ...own, isOwn: true });
    assert.equal(await store.removeDevice(name('10.0.0.1')), true);
    assert.deepEqual(await sentTo(store, '10.0.0.1', 'firewall'), all);
    assert.equal(await store.removeDevice(name('10.0.0.1')), false);
  });

  it('of the simulated fleet and of real devices know nothing of each other', async () => {
    const secrets = memorySecrets();
    const [real, simulated] = [credentialsStore(secrets, 'real'), credentialsStore(secrets, 'simulated')];
    await real.saveAccount('firewall', { credentials: all, addresses: byAuthority('127.0.0.1:20000') });
    await real.saveDevice(name('127.0.0.1:20001'), own);
    for (const text of ['127.0.0.1:20000', '127.0.0.1:20001']) {
      assert.equal(await sentTo(simulated, text, 'firewall'), null);
    }
    await simulated.saveDevice(name('127.0.0.1:20002'), own);
    assert.deepEqual(await sentTo(real, '127.0.0.1:20002', 'firewall'), unconfirmed);
  });

  it('of a release that asked for no address go nowhere until the user has said where', async () => {
    const secrets = memorySecrets({ 'panosUpgrade.credentials.firewall': JSON.stringify(all) });
    const store = credentialsStore(secrets, 'real');
    assert.deepEqual(await sentTo(store, 'fw-1', 'firewall'), unconfirmed);
    assert.equal((await store.account('firewall'))?.isOfEarlierRelease, true);
    await store.confirm('firewall', byAuthority('fw-1'));
    assert.deepEqual(await sentTo(store, 'fw-1', 'firewall'), all);
    assert.deepEqual(await sentTo(store, 'fw-2', 'firewall'), unconfirmed);
    assert.equal((await store.account('firewall'))?.isOfEarlierRelease, false);
    assert.deepEqual(Object.keys(secrets.content), ['panosUpgrade.account.firewall'], 'once');
  });

  it('are none when they are not understood', async () => {
    for (const text of ['', 'no json', '{}', '{"kind":"password","username":"ada"}', '{"credentials":{}}']) {
      for (const key of ['panosUpgrade.credentials.firewall', 'panosUpgrade.account.firewall']) {
        const store = credentialsStore(memorySecrets({ [key]: text }), 'real');
        assert.equal(await sentTo(store, 'fw-1', 'firewall'), null, `${key} ${text}`);
      }
    }
  });
});
