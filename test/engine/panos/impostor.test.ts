/**
 * Somebody else answers where a firewall should be. Whatever an impostor tries, not one byte of a credential may
 * reach it: asserted on the impostor's side, on the raw bytes of every connection, for the login (user, password)
 * and for a call with a key.
 */
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import type { ManagementAddress } from '../../../src/panos/address.ts';
import { createClient, type DeviceClient } from '../../../src/panos/client/client.ts';
import { restartSystem, showSystemInfo } from '../../../src/panos/commands/device.ts';
import { isDeviceError, type DeviceErrorKind } from '../../../src/panos/errors.ts';
import { createHttpsTransport } from '../../../src/panos/transport/httpsTransport.ts';
import { systemClock } from '../../../src/ports/systemClock.ts';
import { systemRng } from '../../../src/ports/rng.ts';
import { startImpostor, type Impostor } from './impostor.ts';
import { createIdentity, reply, startTlsDevice, type TlsDevice } from './tlsDevice.ts';

const USER = 'canary-user';
const PASSWORD = 'canary-Pa55&word';
const KEY = 'CANARYKEY+/==';

const genuine = createIdentity();
const forged = createIdentity();

describe('an impostor gets not one byte of a credential', () => {
  const toStop: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const stop of toStop.splice(0).reverse()) await stop();
  });

  const impostor = async (kind: Parameters<typeof startImpostor>[0]): Promise<Impostor> => {
    const started = await startImpostor(kind, forged);
    toStop.push(() => started.stop());
    return started;
  };
  const device = async (onRequest: (socket: Socket, request: string) => void): Promise<TlsDevice> => {
    const started = await startTlsDevice(genuine, onRequest);
    toStop.push(() => started.stop());
    return started;
  };
  const clientOf = (address: ManagementAddress, as: 'password' | 'key'): DeviceClient => {
    const transport = createHttpsTransport({ pinFor: () => genuine.fingerprint });
    toStop.push(() => transport.close());
    return createClient({
      transport,
      clock: systemClock,
      rng: systemRng,
      address,
      device: 'fw1',
      credentials: async () =>
        as === 'key'
          ? { kind: 'api_key', key: KEY }
          : { kind: 'password', username: USER, password: PASSWORD },
      limits: { timeoutMs: 5_000, softwareCheckTimeoutMs: 5_000, softwareInfoTimeoutMs: 5_000 },
    });
  };

  it('unless it has the genuine key pair: then these tests do see what it is sent', async () => {
    const fake = await startImpostor('own_certificate', genuine);
    toStop.push(() => fake.stop());
    await clientOf(fake.address, 'password')
      .read(showSystemInfo, { attempts: 1 })
      .catch(() => undefined);
    assert.ok(fake.decrypted().includes(encodeURIComponent(PASSWORD)));
  });

  for (const as of ['password', 'key'] as const) {
    it(`with a certificate of its own, called with a ${as}`, async () => {
      const fake = await impostor('own_certificate');
      await fails(clientOf(fake.address, as), 'pin_mismatch');
      nothingArrived(fake);
    });

    it(`without TLS, called with a ${as}`, async () => {
      const fake = await impostor('plain_http');
      await fails(clientOf(fake.address, as), 'unreachable');
      nothingArrived(fake);
    });

    for (const target of ['own_certificate', 'plain_http'] as const) {
      it(`to which a genuine device redirects (${target}), called with a ${as}`, async () => {
        const fake = await impostor(target);
        const scheme = target === 'plain_http' ? 'http' : 'https';
        const elsewhere = `${scheme}://127.0.0.1:${fake.address.port}/api/`;
        const redirecting = await device((socket) =>
          socket.write(reply('', `HTTP/1.1 307 Temporary Redirect\r\nLocation: ${elsewhere}`)),
        );
        await fails(clientOf(redirecting.address, as), 'http_status');
        assert.equal(fake.connections(), 0);
        nothingArrived(fake);
      });
    }

    it(`that the environment names as a proxy, called with a ${as}`, async () => {
      const fake = await impostor('plain_http');
      const target = await device((socket) => socket.write(reply(answerTo(as))));
      const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'ALL_PROXY'];
      const before = proxies.map((name) => process.env[name]);
      for (const name of proxies) process.env[name] = `http://127.0.0.1:${fake.address.port}`;
      try {
        await clientOf(target.address, as)
          .read(showSystemInfo, { attempts: 1 })
          .catch(() => undefined);
      } finally {
        proxies.forEach((name, index) => {
          const value = before[index];
          if (value === undefined) Reflect.deleteProperty(process.env, name);
          else process.env[name] = value;
        });
      }
      assert.ok(target.bytes() > 0);
      assert.equal(fake.connections(), 0);
    });
  }

  it('that takes the place of a device between two calls', async () => {
    const target = await device((socket, request) => {
      socket.end(
        reply(
          request.includes('keygen') ? answerTo('password') : READY,
          'HTTP/1.1 200 OK\r\nConnection: close',
        ),
      );
    });
    const client = clientOf(target.address, 'password');
    await client.read(showSystemInfo);
    await target.stop();
    const fake = await startImpostor('own_certificate', forged, target.address.port);
    toStop.push(() => fake.stop());
    await fails(client, 'pin_mismatch');
    nothingArrived(fake);
  });
});

const READY =
  '<response status="success"><result><system><serial>0123</serial><hostname>h</hostname><model>PA-440</model>' +
  '<sw-version>11.1.4</sw-version></system></result></response>';

function answerTo(as: 'password' | 'key'): string {
  return as === 'key' ? READY : `<response status="success"><result><key>${KEY}</key></result></response>`;
}

/** A read and an effect both fail as they should. */
async function fails(client: DeviceClient, kind: DeviceErrorKind): Promise<void> {
  for (const call of [
    () => client.read(showSystemInfo, { attempts: 1 }),
    () => client.effect(restartSystem),
  ]) {
    const error: unknown = await call().then(
      () => assert.fail('an impostor was believed'),
      (reason: unknown) => reason,
    );
    assert.ok(isDeviceError(error, kind), String(error));
  }
}

/** Nothing inside TLS, and in what went in clear (a handshake) no form of a credential. */
function nothingArrived(fake: Impostor): void {
  assert.equal(fake.decrypted().length, 0);
  const raw = fake.received();
  for (const secret of [USER, PASSWORD, KEY]) {
    for (const form of [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').slice(0, -3),
    ])
      assert.ok(!raw.includes(form), `"${form}" arrived`);
  }
  for (const header of ['X-PAN-KEY', 'Authorization', 'keygen', 'POST'])
    assert.ok(!raw.includes(header), header);
}
