import assert from 'node:assert/strict';
import { requireAddress } from '../../../../src/panos/address.ts';
import { DeviceError, isDeviceError, type PresentedCertificate } from '../../../../src/panos/errors.ts';
import { requireFingerprint } from '../../../../src/panos/fingerprint.ts';
import type { ApiRequest, Introduction, Transport } from '../../../../src/panos/transport/transport.ts';
import { fleetAccess } from '../../../../src/vscode/engine/fleetAccess.ts';

const fleet = {
  username: 'demo',
  password: 'pretended',
  pins: { '127.0.0.1:20000': 'AB', '127.0.0.1:20001': 'CD' },
};
const nothingStored = { forAddress: async () => null };
const OUTSIDE = ['10.1.1.10', 'localhost:20000', '127.0.0.1:20002', '127.0.0.2:20000', '[::1]:20000'];

const at = (text: string): ApiRequest['address'] => requireAddress(text, 443);
const certificate: PresentedCertificate = {
  fingerprint: requireFingerprint('AB'.repeat(32)),
  subject: 'CN=fw-1',
  issuer: 'CN=fw-1',
  validTo: '2030',
  vouchedBy: 'nothing',
};
const refusal = (error: unknown): true => {
  assert.ok(isDeviceError(error, 'outside_simulation'));
  assert.equal(error.delivery, 'not_sent');
  return true;
};

describe('a window with a simulated fleet', () => {
  it('logs in with the credentials of the fleet, at its addresses alone', async () => {
    const { credentials } = fleetAccess(fleet, nothingStored);
    for (const [text, role] of [
      ['127.0.0.1:20000', 'panorama'],
      ['127.0.0.1:20001', 'firewall'],
    ] as const) {
      assert.deepEqual(await credentials(at(text), role, undefined), {
        kind: 'password',
        username: 'demo',
        password: 'pretended',
      });
    }
    for (const text of OUTSIDE)
      await assert.rejects(credentials(at(text), 'firewall', undefined), refusal, text);
  });

  it('logs in with what was set for one simulated device, and nowhere else', async () => {
    const own = { kind: 'api_key', key: 'of this device' } as const;
    const { credentials } = fleetAccess(fleet, { forAddress: async () => own });
    assert.equal(await credentials(at('127.0.0.1:20001'), 'firewall', undefined), own);
    await assert.rejects(credentials(at('127.0.0.1:20002'), 'firewall', undefined), refusal);
  });

  it('opens no connection to any other address', async () => {
    const called: Introduction[] = [];
    const transport: Transport = {
      async call(request) {
        called.push(request);
        return { status: 200, body: (async function* () {})() };
      },
      async meet(introduction) {
        called.push(introduction);
        return certificate;
      },
      close: () => undefined,
    };
    const request = { device: 'fw-1', operation: 'show system info', form: {}, timeoutMs: 1000 };
    const only = fleetAccess(fleet, nothingStored).reach(transport);
    for (const text of OUTSIDE) {
      await assert.rejects(only.call({ ...request, address: at(text) }), refusal, text);
      await assert.rejects(only.meet({ ...request, address: at(text) }), refusal, text);
    }
    assert.deepEqual(called, []);
    await only.call({ ...request, address: at('127.0.0.1:20001') });
    await only.meet({ ...request, address: at('127.0.0.1:20001') });
    assert.equal(called.length, 2);
  });

  it('says why a device is not asked', async () => {
    await assert.rejects(
      fleetAccess(fleet, nothingStored).credentials(at('10.1.1.10'), 'firewall', undefined),
      (error) => {
        assert.ok(error instanceof DeviceError);
        assert.equal(
          error.message,
          '10.1.1.10:443: log in: this window works with a simulated fleet, and this is none of its addresses. Nothing was sent.',
        );
        return true;
      },
    );
  });
});
