/**
 * What the tests of the transport share: servers and transports that are stopped after each test, and the check
 * that no error holds a secret.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import {
  DeviceError,
  type Delivery,
  type DeviceErrorKind,
  type PresentedCertificate,
} from '../../../src/panos/errors.ts';
import { createHttpsTransport } from '../../../src/panos/transport/httpsTransport.ts';
import type { Trust } from '../../../src/panos/transport/pinningAgent.ts';
import type { ApiReply, ApiRequest, Transport } from '../../../src/panos/transport/transport.ts';
import { textOf } from '../../support/bodies.ts';
import { createIdentity, reply, startTlsDevice, type TlsDevice } from './tlsDevice.ts';

export const KEY = 'CANARYKEY==';
const PASSWORD = 'canary-Pa55&word';
export const ANSWER = '<response status="success"><result>ok</result></response>';

/** What the pins of the tests name. */
export const identity = createIdentity();
/** Another certificate, made for another address. */
export const otherIdentity = createIdentity('127.0.0.99');

const toStop: (() => Promise<void> | void)[] = [];

/** For afterEach: ends what the test started. */
export async function stopAll(): Promise<void> {
  for (const stop of toStop.splice(0).reverse()) await stop();
}

export async function device(
  onRequest: (socket: Socket, request: string) => void,
  as = identity,
): Promise<TlsDevice> {
  const started = await startTlsDevice(as, onRequest);
  toStop.push(() => started.stop());
  return started;
}

export function transport(trust: Trust = { pinFor: () => identity.fingerprint }): Transport {
  const created = createHttpsTransport(trust);
  toStop.push(() => created.close());
  return created;
}

/** A device that answers every request well. */
export function answering(as = identity): Promise<TlsDevice> {
  return device((socket) => socket.write(reply(ANSWER)), as);
}

export function request(target: Pick<TlsDevice, 'address'>, rest: Partial<ApiRequest> = {}): ApiRequest {
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

/** The DeviceError that `call` ends with; no secret may be anywhere in it. */
export async function failure(
  call: Promise<ApiReply | PresentedCertificate>,
  kind: DeviceErrorKind,
  delivery: Delivery,
): Promise<DeviceError> {
  const error: unknown = await call
    .then(async (given): Promise<unknown> => ('body' in given ? textOf(given) : given))
    .then(
      (given) => assert.fail(`did not fail but gave ${inspect(given)}`),
      (reason: unknown) => reason,
    );
  assert.ok(error instanceof DeviceError, inspect(error));
  assert.deepEqual([error.kind, error.delivery], [kind, delivery], error.message);
  assert.deepEqual([error.device, error.operation], ['fw1', 'show x']);
  assert.equal(error.cause, undefined);
  const everything =
    inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + String(error.stack);
  for (const secret of [KEY, PASSWORD, encodeURIComponent(PASSWORD)]) assert.ok(!everything.includes(secret));
  return error;
}

/** A server that speaks no TLS by itself; called at the client's first bytes, which begin the handshake. */
export async function plainServer(
  onConnection: (socket: Socket) => void,
): Promise<Pick<TlsDevice, 'address'>> {
  const sockets: Socket[] = [];
  const server = net.createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
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

/** The device's side learns of the end a little later than ours. */
export async function closed(target: TlsDevice): Promise<void> {
  while (target.open() > 0) await setImmediate();
}
