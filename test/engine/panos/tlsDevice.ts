/**
 * A TLS server on loopback that answers byte by byte as the test says, and counts what reached it. It speaks raw
 * sockets, because the answers under test are such as no HTTP server would give.
 */
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import { generate } from 'selfsigned';
import type { ManagementAddress } from '../../../src/panos/address.ts';
import { type Fingerprint, requireFingerprint } from '../../../src/panos/fingerprint.ts';

export interface Identity {
  readonly cert: string;
  readonly key: string;
  readonly fingerprint: Fingerprint;
}

/** @param ip what the certificate is made for. @param ca who signs it; itself without one. */
export async function createIdentity(ip = '127.0.0.1', ca?: Authority): Promise<Identity> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'PA-test' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip }] }],
    ...(ca === undefined ? {} : { ca }),
  });
  return { cert, key, fingerprint: requireFingerprint(new X509Certificate(cert).fingerprint256) };
}

/** A company's own authority, which signs certificates of devices. */
export interface Authority {
  readonly cert: string;
  readonly key: string;
}

export async function createAuthority(): Promise<Authority> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Test authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert, key };
}

export interface TlsDevice {
  readonly address: ManagementAddress;
  /** Whole requests, head and body, as they arrived. */
  readonly requests: string[];
  /** Decrypted bytes that arrived, on all connections. */
  bytes(): number;
  connections(): number;
  /** Connections that are open now. */
  open(): number;
  stop(): Promise<void>;
}

/** @param onRequest called once for each complete request; it writes to the socket what it likes. */
export async function startTlsDevice(
  identity: Identity,
  onRequest: (socket: Socket, request: string) => void,
): Promise<TlsDevice> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let bytes = 0;
  let connections = 0;

  const server = tls.createServer({ cert: identity.cert, key: identity.key }, (socket) => {
    let received = '';
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that refuses us resets the connection.
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      received += chunk.toString();
      if (!isComplete(received)) return;
      requests.push(received);
      const request = received;
      received = '';
      onRequest(socket, request);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    requests,
    bytes: () => bytes,
    connections: () => connections,
    open: () => sockets.size,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function isComplete(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  const length = Number(/content-length: (\d+)/i.exec(request)?.[1] ?? 0);
  return end !== -1 && Buffer.byteLength(request) >= end + 4 + length;
}

/** A complete reply on a connection that stays open. */
export function reply(body: string | Buffer, head = 'HTTP/1.1 200 OK'): Buffer {
  return Buffer.concat([
    Buffer.from(
      `${head}\r\nContent-Type: application/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
    ),
    Buffer.from(body),
  ]);
}
