import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { complete } from '../../support/bodies.ts';
import { reply } from './tlsDevice.ts';
import {
  ANSWER,
  answering,
  closed,
  device,
  failure,
  plainServer,
  request,
  stopAll,
  transport,
} from './transportBench.ts';

describe('the HTTPS transport', () => {
  afterEach(stopAll);

  describe('what is no answer', () => {
    it('is a redirect, which is not followed', async () => {
      const elsewhere = await answering();
      const location = `Location: https://127.0.0.1:${elsewhere.address.port}/api/`;
      const target = await device((socket) =>
        socket.write(reply('', `HTTP/1.1 307 Temporary Redirect\r\n${location}`)),
      );
      assert.deepEqual(await complete(transport().call(request(target))), { status: 307, body: '' });
      assert.equal(elsewhere.connections(), 0);
    });

    it('is any status, given as it is', async () => {
      const target = await device((socket) =>
        socket.write(reply('<html>starting</html>', 'HTTP/1.1 503 Busy')),
      );
      assert.deepEqual(await complete(transport().call(request(target))), {
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

    it('is a body beyond the bounds the request names, and all of one within them', async () => {
      const target = await device((socket) => socket.write(reply('x'.repeat(1000))));
      const { body } = await complete(transport().call(request(target, { largestBody: 1000 })));
      assert.equal(body.length, 1000);
      const call = transport().call(request(target, { largestBody: 999 }));
      await failure(call, 'answer_too_large', 'unknown');
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
      await complete(same.call(request(target)));
      await failure(same.call(request(target)), 'no_answer', 'unknown');
      assert.deepEqual([target.connections(), target.requests.length], [1, 2]);
    });
  });

  describe('what was certainly not sent', () => {
    it('is a refused connection', async () => {
      const target = await answering();
      await stopAll();
      const error = await failure(transport().call(request(target)), 'unreachable', 'not_sent');
      assert.match(error.message, /the connection was refused\. Nothing was sent\.$/);
    });

    it('is a handshake that never ends or ends in noise', async () => {
      const silent = await plainServer(() => undefined);
      await failure(transport().call(request(silent, { timeoutMs: 100 })), 'unreachable', 'not_sent');
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
      await Promise.all([1, 2, 3, 4, 5].map(() => complete(same.call(request(target)))));
      assert.deepEqual([target.requests.length, target.connections()], [5, 2]);
      same.close();
      await closed(target);
      await complete(same.call(request(target)));
      assert.equal(target.connections(), 3);
    });

    it('are free again when a body was read, broke off or was left', async () => {
      const endings: readonly ((socket: Socket) => void)[] = [
        (socket) => socket.write(reply(ANSWER)),
        (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<resp'),
        (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<resp'),
      ];
      const target = await device((socket) => endings[(target.requests.length - 1) % 3]?.(socket));
      const same = transport();
      for (let round = 1; round <= 3; round += 1) {
        await complete(same.call(request(target)));
        await failure(same.call(request(target)), 'no_answer', 'unknown');
        const left = await same.call(request(target));
        for await (const piece of left.body) {
          assert.equal(String(piece), '<resp');
          break;
        }
      }
      assert.equal(target.requests.length, 9);
    });

    it('are held by a body that nobody reads, until the time limit or the signal', async () => {
      const target = await device((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<'));
      const same = transport();
      const stop = new AbortController();
      const late = await same.call(request(target, { timeoutMs: 200 }));
      const stopped = await same.call(request(target, { signal: stop.signal }));
      const third = same.call(request(target));
      const fourth = same.call(request(target));
      assert.equal(target.requests.length, 2);
      stop.abort();
      await Promise.all([third, fourth]);
      await failure(Promise.resolve(stopped), 'cancelled', 'unknown');
      await failure(Promise.resolve(late), 'no_answer', 'unknown');
    });

    it('are not broken by close while a call waits', async () => {
      const same = transport();
      const target = await device((socket) => {
        same.close();
        socket.write(reply(ANSWER));
      });
      assert.equal((await complete(same.call(request(target)))).status, 200);
    });

    it('go straight to the device, whatever proxy the environment names', async () => {
      const target = await answering();
      const before = process.env['HTTPS_PROXY'];
      process.env['HTTPS_PROXY'] = 'http://127.0.0.1:1';
      try {
        assert.equal((await complete(transport().call(request(target)))).status, 200);
      } finally {
        if (before === undefined) delete process.env['HTTPS_PROXY'];
        else process.env['HTTPS_PROXY'] = before;
      }
    });
  });
});
