/** Credentials of a release that asked for no address: where they went, and so where they may be said to belong. */
import assert from 'node:assert/strict';
import { credentialsStore } from '../../../../src/vscode/engine/credentialsStore.ts';
import { formerAddresses } from '../../../../src/vscode/trust/earlierCredentials.ts';
import { samplePin } from '../../../support/samplePin.ts';
import { sn } from '../../../support/serials.ts';
import { memorySecrets } from '../../../support/memorySecrets.ts';
import { device } from '../../../support/sampleDevice.ts';

const key = JSON.stringify({ kind: 'api_key', key: 'k' });
const devices = [
  device({ serial: sn('001'), hostname: 'fw-1', address: '10.0.0.1' }),
  device({ serial: sn('002'), hostname: 'fw-2', address: '10.0.0.2', lastSeenAt: null }),
  device({ serial: sn('003'), hostname: 'fw-3', address: 'no address' }),
  device({ serial: sn('004'), hostname: 'fw-4', address: '10.0.0.4' }),
];

describe('credentials of an earlier release', () => {
  const pins = [samplePin('10.0.0.1', 'AA')];

  it('may belong to the firewalls that answered, trusted as they were', async () => {
    const store = credentialsStore(memorySecrets({ 'panosUpgrade.credentials.firewall': key }), 'real');
    assert.deepEqual(await formerAddresses(store, devices, pins, 443), [
      { name: 'fw-1', address: '10.0.0.1:443', by: pins[0]?.fingerprint },
      { name: 'fw-4', address: '10.0.0.4:443', by: 'authority' },
    ]);
  });

  it('are asked about once: what has addresses is none of them, nor what is not there', async () => {
    const store = credentialsStore(memorySecrets({ 'panosUpgrade.credentials.firewall': key }), 'real');
    const [one] = await formerAddresses(store, devices, pins, 443);
    assert.ok(one);
    await store.confirm('firewall', new Map([[one.address, one.by]]));
    assert.deepEqual(await formerAddresses(store, devices, pins, 443), []);
    const simulated = credentialsStore(
      memorySecrets({ 'panosUpgrade.credentials.firewall': key }),
      'simulated',
    );
    assert.deepEqual(await formerAddresses(simulated, devices, pins, 443), []);
  });
});
