/**
 * A TLS server on loopback that answers byte by byte as the test says, and counts what reached it. It speaks raw
 * sockets, because the answers under test are such as no HTTP server would give.
 */
import { createPrivateKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import type { ManagementAddress } from '../../../src/panos/address.ts';
import { type Fingerprint, requireFingerprint } from '../../../src/panos/fingerprint.ts';
import {
  authorityExtensions,
  serverExtensions,
  writeCertificate,
} from '../../../src/simulator/server/x509.ts';

/** Common names in the certificates. */
const [DEVICE, AUTHORITY] = ['PA-test', 'Test authority'];
const ONE_DAY = { notBefore: new Date(), notAfter: new Date(Date.now() + 86_400_000) };

export interface Identity {
  readonly cert: string;
  readonly key: string;
  readonly fingerprint: Fingerprint;
}

/** @param ip what the certificate is made for. @param ca who signs it; itself without one. */
export function createIdentity(ip = '127.0.0.1', ca?: Authority): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = writeCertificate({
    subject: DEVICE,
    publicKey,
    issuer: ca === undefined ? DEVICE : AUTHORITY,
    signingKey: ca === undefined ? privateKey : createPrivateKey(ca.key),
    ...ONE_DAY,
    extensions: serverExtensions(ip),
  });
  const fingerprint = requireFingerprint(new X509Certificate(cert).fingerprint256);
  return { cert, key: pemOf(privateKey), fingerprint };
}

/** A company's own authority, which signs certificates of devices. */
export interface Authority {
  readonly cert: string;
  readonly key: string;
}

export function createAuthority(): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = writeCertificate({
    subject: AUTHORITY,
    publicKey,
    issuer: AUTHORITY,
    signingKey: privateKey,
    ...ONE_DAY,
    extensions: authorityExtensions(),
  });
  return { cert, key: pemOf(privateKey) };
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
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
