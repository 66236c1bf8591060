/** Credentials of a release that asked for no address: where they went, and so where they may be said to belong. */
import assert from 'node:assert/strict';
import { credentialsStore } from '../../../../src/vscode/engine/credentialsStore.ts';
import { formerAddresses } from '../../../../src/vscode/trust/earlierCredentials.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';
import { memorySecrets } from '../../../support/memorySecrets.ts';
import { device } from '../../../support/sampleDevice.ts';

const key = JSON.stringify({ kind: 'api_key', key: 'k' });
const settings = { ...defaultSettings, panorama: { ...defaultSettings.panorama, host: 'PANO' } };
const devices = [
  device({ serial: '001', hostname: 'fw-1', address: '10.0.0.1' }),
  device({ serial: '002', hostname: 'fw-2', address: '10.0.0.2', lastSeenAt: null }),
  device({ serial: '003', hostname: 'fw-3', address: 'no address' }),
];

describe('credentials of an earlier release', () => {
  it('may belong to the Panorama of the settings and to the firewalls that answered', async () => {
    const stored = { 'panosUpgrade.credentials.panorama': key, 'panosUpgrade.credentials.firewall': key };
    const store = credentialsStore(memorySecrets(stored), 'real');
    assert.deepEqual(await formerAddresses(store, settings, devices), [
      { role: 'panorama', name: 'Panorama', address: 'pano:443' },
      { role: 'firewall', name: 'fw-1', address: '10.0.0.1:443' },
    ]);
  });

  it('are asked about once: what has addresses is none of them, nor what is not there', async () => {
    const secrets = memorySecrets({ 'panosUpgrade.credentials.firewall': key });
    const store = credentialsStore(secrets, 'real');
    const [one] = await formerAddresses(store, settings, devices);
    assert.ok(one);
    await store.confirm(one.role, [one.address]);
    assert.deepEqual(await formerAddresses(store, settings, devices), []);
    const simulated = credentialsStore(
      memorySecrets({ 'panosUpgrade.credentials.firewall': key }),
      'simulated',
    );
    assert.deepEqual(await formerAddresses(simulated, settings, devices), []);
  });
});
