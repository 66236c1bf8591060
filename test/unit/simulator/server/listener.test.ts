import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { SimRequest } from '../../../../src/simulator/server/access.ts';
import { createCertificate, type DeviceCertificate } from '../../../../src/simulator/server/certificate.ts';
import { startListener, type Listener } from '../../../../src/simulator/server/listener.ts';
import { html, RESET, type SimReply } from '../../../../src/simulator/server/replies.ts';
import { post } from '../post.ts';

const HOST = '127.0.0.1';
const FIRST_PORT = 31_500;

describe('simulator: a listener', () => {
  const received: SimRequest[] = [];
  let reply: SimReply = html(503);
  let certificate: DeviceCertificate;
  let listener: Listener;
  let address: string;

  before(async () => {
    certificate = await createCertificate('fw-lab-01', HOST);
    listener = await startListener(HOST, FIRST_PORT, certificate, async (request) => {
      received.push(request);
      return reply;
    });
    address = `${HOST}:${listener.port}`;
  });
  after(() => listener.close());

  it('hands over the decoded form and the key, and gives back status and body', async () => {
    const answer = await post(address, { type: 'keygen', user: 'a&b', password: 'ü ß' }, 'the key');
    assert.equal(answer.status, 503);
    assert.match(answer.body, /^<html>/);
    assert.deepEqual(received, [{ form: { type: 'keygen', user: 'a&b', password: 'ü ß' }, key: 'the key' }]);
  });

  it('gives headers and bytes as they are', async () => {
    const file = Buffer.from('a file');
    reply = { ...html(302), body: file, headers: { Location: 'https://127.0.0.1:9/' } };
    const answer = await post(address, {});
    assert.deepEqual([answer.status, answer.body], [302, 'a file']);
    assert.equal(answer.headers.location, 'https://127.0.0.1:9/');
  });

  it('presents another certificate from then on, and takes plain words where it is told to', async () => {
    reply = html(200);
    const other = await createCertificate('fw-lab-02', HOST);
    listener.present(other);
    assert.equal((await post(address, {})).fingerprint, other.fingerprint);
    listener.speakPlainHttp();
    await assert.rejects(post(address, { password: 'secret' }));
    assert.ok(listener.overheard.length > 0 && !listener.overheard.includes('secret'));
    listener.present(certificate);
    assert.equal((await post(address, {})).fingerprint, certificate.fingerprint);
  });

  it('lets an answer trickle that never ends', async () => {
    reply = { kind: 'trickle', answer: html(200) };
    const sent = request(`https://${address}/api/`, { method: 'POST', rejectUnauthorized: false }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const [first] = (await once(answer, 'data')) as [Buffer];
    assert.equal(String(first), '<');
    assert.equal(answer.complete, false);
    const ended = once(answer, 'end');
    listener.shut();
    await assert.rejects(ended, { code: 'ECONNRESET' });
    listener.open();
  });

  it('breaks the connection for a reset', async () => {
    reply = RESET;
    await assert.rejects(post(address, {}), { code: 'ECONNRESET' });
  });

  it('takes the next port where one is taken', async () => {
    const second = await startListener(HOST, listener.port, certificate, async () => html(200));
    second.close();
    assert.ok(second.port > listener.port);
  });

  it('breaks everything while it is shut, keeps its port, and serves again', async () => {
    reply = { kind: 'hang' };
    const before = received.length;
    const hanging = assert.rejects(post(address, {}), { code: 'ECONNRESET' });
    while (received.length === before) await new Promise((resolve) => setImmediate(resolve));
    listener.shut();
    await hanging;
    await assert.rejects(post(address, {}), { code: 'ECONNRESET' });
    const other = await startListener(HOST, listener.port, certificate, async () => html(200));
    other.close();
    assert.notEqual(other.port, listener.port);
    reply = html(200);
    listener.open();
    assert.equal((await post(address, {})).status, 200);
  });
});
