/** A device at an address the user has not given credentials for: it is met, and sent nothing. */
import assert from 'node:assert/strict';
import { restartSystem, showSystemInfo } from '../../../../src/panos/commands/device.ts';
import type { CredentialsForAddress } from '../../../../src/panos/client/client.ts';
import { failure, fakeDevice, ok, stranger } from '../fakeDevice.ts';

describe('a device at an unconfirmed address', () => {
  it('is sent nothing, neither for a read nor for an effect, and shows its certificate', async () => {
    const device = fakeDevice([], [], async () => ({ kind: 'unconfirmed' }));
    for (const call of [device.client.read(showSystemInfo), device.client.effect(restartSystem)]) {
      const error = await failure(call);
      assert.deepEqual([error.kind, error.delivery], ['unconfirmed_address', 'not_sent']);
      assert.deepEqual(error.presented, stranger);
      assert.match(error.message, /may be sent to 192\.0\.2\.1:443/);
    }
    assert.deepEqual(device.requests, []);
    assert.deepEqual(device.pauses, [], 'it is not asked again and again');
  });

  it('is logged in to as soon as the user has confirmed it', async () => {
    let answer: CredentialsForAddress = { kind: 'unconfirmed' };
    const device = fakeDevice([ok('<result>yes</result>')], [], async () => answer);
    assert.equal((await failure(device.client.effect(restartSystem))).kind, 'unconfirmed_address');
    answer = { kind: 'api_key', key: 'k' };
    await device.client.effect(restartSystem);
    assert.deepEqual(
      device.requests.map(({ key }) => key),
      ['k'],
    );
  });
});
