import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { DeviceError, type Delivery, type DeviceErrorKind } from '../../../src/panos/errors.ts';
import { createHttpsTransport } from '../../../src/panos/httpsTransport.ts';
import { fetchCertificate, type Trust } from '../../../src/panos/pinningAgent.ts';
import type { ApiReply, ApiRequest, Transport } from '../../../src/panos/transport.ts';
import { createIdentity, reply, startTlsDevice, type Identity, type TlsDevice } from './tlsDevice.ts';

const KEY = 'CANARYKEY==';
const PASSWORD = 'canary-Pa55&word';
const ANSWER = '<response status="success"><result>ok</result></response>';

describe('the HTTPS transport', () => {
  let identity: Identity;
  let other: Identity;
  const toStop: (() => Promise<void> | void)[] = [];

  before(async () => {
    [identity, other] = await Promise.all([createIdentity(), createIdentity('127.0.0.99')]);
  });

  afterEach(async () => {
    for (const stop of toStop.splice(0).reverse()) await stop();
  });

  async function device(
    onRequest: (socket: Socket, request: string) => void,
    as = identity,
  ): Promise<TlsDevice> {
    const started = await startTlsDevice(as, onRequest);
    toStop.push(() => started.stop());
    return started;
  }

  function transport(trust: Trust = { pinFor: () => identity.fingerprint }): Transport {
    const created = createHttpsTransport(trust);
    toStop.push(() => created.close());
    return created;
  }

  const answering = (): Promise<TlsDevice> => device((socket) => socket.write(reply(ANSWER)));

  function request(target: Pick<TlsDevice, 'address'>, rest: Partial<ApiRequest> = {}): ApiRequest {
    return {
      address: target.address,
      device: 'fw1',
      operation: 'show x',
      form: { type: 'op', cmd: '<show><x></x></show>', password: PASSWORD },
      key: KEY,
      timeoutMs: 10_000,
      ...rest,
    };
  }

  async function failure(
    call: Promise<ApiReply>,
    kind: DeviceErrorKind,
    delivery: Delivery,
  ): Promise<DeviceError> {
    const error: unknown = await call.then(
      (given) => assert.fail(`did not fail but gave ${inspect(given)}`),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof DeviceError, inspect(error));
    assert.deepEqual([error.kind, error.delivery], [kind, delivery], error.message);
    assert.deepEqual([error.device, error.operation], ['fw1', 'show x']);
    assert.equal(error.cause, undefined);
    const everything =
      inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + String(error.stack);
    for (const secret of [KEY, PASSWORD, encodeURIComponent(PASSWORD)])
      assert.ok(!everything.includes(secret));
    return error;
  }

  describe('trust', () => {
    it('posts the form to a pinned device, key in the header and nothing in the URL', async () => {
      const target = await answering();
      const given = await transport().call(request(target));
      assert.deepEqual(given, { status: 200, body: ANSWER });
      const [head = '', body = ''] = target.requests.join('').split('\r\n\r\n');
      assert.match(head, /^POST \/api\/ HTTP\/1\.1\r\n/);
      assert.match(head, new RegExp(`^X-PAN-KEY: ${KEY}$`, 'im'));
      assert.deepEqual(Object.fromEntries(new URLSearchParams(body)), request(target).form);
    });

    it('accepts a pin without colons and in small letters', async () => {
      const target = await answering();
      const pin = identity.fingerprint.replaceAll(':', '').toLowerCase();
      assert.equal((await transport({ pinFor: () => pin }).call(request(target))).status, 200);
    });

    it('asks for the pin of the address it calls', async () => {
      const target = await answering();
      const asked: unknown[] = [];
      const pinFor: Trust['pinFor'] = (address) => {
        asked.push(address);
        return identity.fingerprint;
      };
      await transport({ pinFor }).call(request(target));
      assert.deepEqual(asked, [target.address]);
    });

    it('asks for the pin under the address as it was given, though a URL would rewrite it', async () => {
      const asked: string[] = [];
      const same = transport({
        pinFor: ({ host }) => {
          asked.push(host);
          throw new Error('no need to connect');
        },
      });
      for (const host of ['::ffff:127.0.0.1', 'fe80::1%nowhere']) {
        const call = same.call(request({ address: { host, port: 443 } }));
        await failure(call, 'unreachable', 'not_sent');
      }
      assert.deepEqual(asked, ['::ffff:127.0.0.1', 'fe80::1%nowhere']);
    });

    it('sends not one byte to a device whose certificate is not the pinned one', async () => {
      const target = await device((socket) => socket.write(reply(ANSWER)), other);
      const error = await failure(transport().call(request(target)), 'pin_mismatch', 'not_sent');
      assert.equal(error.presented?.fingerprint, other.fingerprint);
      assert.equal(error.presented.subject, 'CN=PA-test');
      assert.equal(error.pinned, identity.fingerprint);
      await closed(target);
      assert.equal(target.bytes(), 0);
    });

    it('sends nothing to a device that nobody vouches for, and shows its certificate', async () => {
      const target = await answering();
      const trust = { pinFor: () => undefined };
      const error = await failure(
        transport(trust).call(request(target)),
        'untrusted_certificate',
        'not_sent',
      );
      assert.equal(error.presented?.fingerprint, identity.fingerprint);
      assert.ok(Date.parse(error.presented.validTo) > 0);
      await closed(target);
      assert.equal(target.bytes(), 0);
    });

    it('trusts an additional authority for the host name it vouches for, and for no other', async () => {
      const trust = { pinFor: () => undefined, extraCa: `${identity.cert}\n${other.cert}` };
      assert.equal((await transport(trust).call(request(await answering()))).status, 200);
      const misnamed = await device((socket) => socket.write(reply(ANSWER)), other);
      await failure(transport(trust).call(request(misnamed)), 'untrusted_certificate', 'not_sent');
      assert.equal(misnamed.bytes(), 0);
    });

    it('reads a certificate without sending anything', async () => {
      const target = await answering();
      const certificate = await fetchCertificate(target.address, 5000);
      assert.equal(certificate.fingerprint, identity.fingerprint);
      await closed(target);
      assert.equal(target.bytes(), 0);
    });
  });

  describe('what is no answer', () => {
    it('is a redirect, which is not followed', async () => {
      const elsewhere = await answering();
      const location = `Location: https://127.0.0.1:${elsewhere.address.port}/api/`;
      const target = await device((socket) =>
        socket.write(reply('', `HTTP/1.1 307 Temporary Redirect\r\n${location}`)),
      );
      assert.deepEqual(await transport().call(request(target)), { status: 307, body: '' });
      assert.equal(elsewhere.connections(), 0);
    });

    it('is any status, given as it is', async () => {
      const target = await device((socket) =>
        socket.write(reply('<html>starting</html>', 'HTTP/1.1 503 Busy')),
      );
      assert.deepEqual(await transport().call(request(target)), {
        status: 503,
        body: '<html>starting</html>',
      });
    });

    it('is a body that ends too early', async () => {
      const lengths = ['Content-Length: 500', 'Transfer-Encoding: chunked'];
      for (const length of lengths) {
        const target = await device((socket) =>
          socket.end(`HTTP/1.1 200 OK\r\n${length}\r\n\r\n5\r\n<resp\r\n`),
        );
        await failure(transport().call(request(target)), 'no_answer', 'unknown');
      }
    });

    it('is a body beyond all bounds, also when it was small on the wire', async () => {
      const bomb = gzipSync(Buffer.alloc(65e6, ' '));
      const target = await device((socket) =>
        socket.write(reply(bomb, 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip')),
      );
      await failure(transport().call(request(target)), 'answer_too_large', 'unknown');
    });

    it('is a body that trickles past the deadline', async () => {
      const target = await device((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n');
        const trickle = setInterval(() => socket.write('x'), 10);
        socket.on('close', () => clearInterval(trickle));
      });
      const error = await failure(
        transport().call(request(target, { timeoutMs: 150 })),
        'no_answer',
        'unknown',
      );
      assert.match(error.message, /within 0\.15 s/);
    });

    it('is a connection that ends after the request', async () => {
      const target = await device((socket) => socket.destroy());
      await failure(transport().call(request(target)), 'no_answer', 'unknown');
      assert.equal(target.requests.length, 1);
    });

    it('is a kept connection that ends when it is used again', async () => {
      const target = await device((socket) => {
        if (target.requests.length === 1) socket.write(reply(ANSWER));
        else socket.destroy();
      });
      const same = transport();
      await same.call(request(target));
      await failure(same.call(request(target)), 'no_answer', 'unknown');
      assert.deepEqual([target.connections(), target.requests.length], [1, 2]);
    });
  });

  describe('what was certainly not sent', () => {
    it('is a refused connection', async () => {
      const target = await answering();
      await target.stop();
      toStop.length = 0;
      const error = await failure(transport().call(request(target)), 'unreachable', 'not_sent');
      assert.match(error.message, /the connection was refused\. Nothing was sent\.$/);
      await assert.rejects(fetchCertificate(target.address, 1000), {
        name: 'DeviceError',
        kind: 'unreachable',
      });
    });

    it('is a handshake that never ends or ends in noise', async () => {
      const silent = await plainServer(() => undefined);
      await failure(transport().call(request(silent, { timeoutMs: 100 })), 'unreachable', 'not_sent');
      await assert.rejects(fetchCertificate(silent.address, 100), {
        kind: 'unreachable',
        delivery: 'not_sent',
      });
      const noisy = await plainServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      await failure(transport().call(request(noisy)), 'unreachable', 'not_sent');
      const resetting = await plainServer((socket) => socket.resetAndDestroy());
      await failure(transport().call(request(resetting)), 'unreachable', 'not_sent');
    });

    it('is a request that cannot be written down', async () => {
      const target = await answering();
      const nowhere = { host: 'not a host', port: target.address.port };
      await failure(transport().call(request({ address: nowhere })), 'unreachable', 'not_sent');
      assert.equal(target.bytes(), 0);
    });

    it('is a call that was stopped before there was a connection', async () => {
      const silent = await plainServer(() => stop.abort());
      const stop = new AbortController();
      await failure(transport().call(request(silent, { signal: stop.signal })), 'cancelled', 'not_sent');
      const target = await answering();
      await failure(
        transport().call(request(target, { signal: AbortSignal.abort() })),
        'cancelled',
        'not_sent',
      );
      assert.equal(target.bytes(), 0);
    });

    it('is not a call that was stopped while it waited for the answer', async () => {
      const stop = new AbortController();
      const target = await device(() => stop.abort());
      await failure(transport().call(request(target, { signal: stop.signal })), 'cancelled', 'unknown');
    });
  });

  describe('connections', () => {
    it('are kept, two at most, and dropped when told', async () => {
      const target = await answering();
      const same = transport();
      await Promise.all([1, 2, 3, 4, 5].map(() => same.call(request(target))));
      assert.deepEqual([target.requests.length, target.connections()], [5, 2]);
      same.close();
      await closed(target);
      await same.call(request(target));
      assert.equal(target.connections(), 3);
    });

    it('are not broken by close while a call waits', async () => {
      const same = transport();
      const target = await device((socket) => {
        same.close();
        socket.write(reply(ANSWER));
      });
      assert.equal((await same.call(request(target))).status, 200);
    });

    it('go straight to the device, whatever proxy the environment names', async () => {
      const target = await answering();
      const before = process.env['HTTPS_PROXY'];
      process.env['HTTPS_PROXY'] = 'http://127.0.0.1:1';
      try {
        assert.equal((await transport().call(request(target))).status, 200);
      } finally {
        if (before === undefined) delete process.env['HTTPS_PROXY'];
        else process.env['HTTPS_PROXY'] = before;
      }
    });
  });

  async function plainServer(onConnection: (socket: Socket) => void): Promise<Pick<TlsDevice, 'address'>> {
    const sockets: Socket[] = [];
    const server = net.createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      // The first bytes are the client's part of the handshake.
      socket.once('data', () => onConnection(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    toStop.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return { address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port } };
  }
});

/** The device's side learns of the end a little later than ours. */
async function closed(target: TlsDevice): Promise<void> {
  while (target.open() > 0) await setImmediate();
}
