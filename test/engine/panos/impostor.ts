/** A server on loopback that pretends to be a firewall and keeps every byte it is sent, in clear and decrypted. */
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';
import type { ManagementAddress } from '../../../src/panos/address.ts';
import type { Identity } from './tlsDevice.ts';

export interface Impostor {
  readonly address: ManagementAddress;
  connections(): number;
  /** All bytes of all connections as they came over the wire. */
  received(): Buffer;
  /** What came through TLS, decrypted. */
  decrypted(): Buffer;
  stop(): Promise<void>;
}

const WELCOME = '<response status="success"><result><key>stolen</key></result></response>';

/**
 * @param kind with `own_certificate` it speaks TLS with `identity`, with `plain_http` it answers HTTP to whatever comes.
 * @param port a free one unless given.
 */
export async function startImpostor(
  kind: 'own_certificate' | 'plain_http',
  identity: Identity,
  port = 0,
): Promise<Impostor> {
  const received: Buffer[] = [];
  const decrypted: Buffer[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const welcome = `HTTP/1.1 200 OK\r\nContent-Length: ${WELCOME.length}\r\n\r\n${WELCOME}`;

  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  };
  const secure = tls.createServer({ cert: identity.cert, key: identity.key }, (socket) => {
    keep(socket);
    socket.on('data', (chunk: Buffer) => {
      decrypted.push(chunk);
      socket.write(welcome);
    });
  });
  // Never reached from outside: connections come through the wire tap below.
  secure.on('tlsClientError', () => undefined);
  secure.listen(0, '127.0.0.1');
  await once(secure, 'listening');

  const wire = net.createServer((socket) => {
    connections += 1;
    keep(socket);
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    if (kind === 'plain_http') {
      socket.once('data', () => socket.write(welcome));
      return;
    }
    const inside = net.connect((secure.address() as AddressInfo).port, '127.0.0.1');
    keep(inside);
    socket.pipe(inside).pipe(socket);
  });
  wire.listen(port, '127.0.0.1');
  await once(wire, 'listening');

  return {
    address: { host: '127.0.0.1', port: (wire.address() as AddressInfo).port },
    connections: () => connections,
    received: () => Buffer.concat(received),
    decrypted: () => Buffer.concat(decrypted),
    async stop() {
      const closed = Promise.all([once(wire, 'close'), once(secure, 'close')]);
      wire.close();
      secure.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
