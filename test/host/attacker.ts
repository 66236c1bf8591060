/** Somebody who waits at an address for what the extension sends there, and keeps every byte of it. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { createCertificate, type DeviceCertificate } from '../../src/simulator/server/certificate.ts';

/** What a login would be glad to get: whoever takes it goes on and sends more. */
const WELCOME = '<response status="success"><result><key>taken</key></result></response>';

type Identity = Pick<DeviceCertificate, 'key' | 'cert' | 'fingerprint'>;

export interface Attacker {
  readonly port: number;
  /** SHA-256 of its certificate. */
  readonly fingerprint: string;
  /** How many connections came. */
  readonly connections: number;
  /** Everything that arrived, as it came over the wire and as it was inside of TLS. */
  readonly heard: Buffer;
  /** The part of it that somebody sent after a handshake: a request, or a piece of one. */
  readonly heardInside: Buffer;
  close(): void;
}

/**
 * Listens at 127.0.0.1, and says inside of TLS whatever keeps the conversation going.
 * @param identity its certificate; one that it has signed itself by default
 */
export async function startAttacker(identity?: Identity): Promise<Attacker> {
  const { key, cert, fingerprint } = identity ?? (await createCertificate('panorama', '127.0.0.1'));
  const outside: Buffer[] = [];
  const inside: Buffer[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => outside.push(bytes));
    const secure = new TLSSocket(socket, { isServer: true, key, cert });
    secure.on('error', () => socket.destroy());
    secure.on('data', (bytes: Buffer) => {
      inside.push(bytes);
      secure.write(`HTTP/1.1 200 OK\r\nContent-Length: ${WELCOME.length}\r\n\r\n${WELCOME}`);
    });
  });
  return {
    port: await listen(server),
    fingerprint,
    get connections() {
      return connections;
    },
    get heard() {
      return Buffer.concat([...outside, ...inside]);
    },
    get heardInside() {
      return Buffer.concat(inside);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
