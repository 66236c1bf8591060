/**
 * One device's HTTPS port on loopback. While the device is down every connection is broken before its handshake; the
 * port stays taken, because another program, such as a second fleet, would get it otherwise.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { SimRequest } from './access.ts';
import type { DeviceCertificate } from './certificate.ts';
import type { SimReply } from './replies.ts';

const LARGEST_REQUEST = 1_000_000;

export interface Listener {
  readonly port: number;
  /** The device is up: connections are served again. */
  open(): void;
  /** The device is down: breaks every connection, and new ones at once. */
  shut(): void;
  /** Gives the port back. */
  close(): void;
}

/**
 * Listens at the first free port from `firstPort` on.
 * @throws Error when the system refuses to listen for another reason than a taken port.
 */
export async function startListener(
  host: string,
  firstPort: number,
  certificate: DeviceCertificate,
  answer: (request: SimRequest) => Promise<SimReply>,
): Promise<Listener> {
  const sockets = new Set<Socket>();
  let isUp = true;
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    void serve(request, response, answer);
  });
  // The plain connection, before TLS: also one whose handshake never ends must be broken by `shut`.
  server.on('connection', (socket: Socket) => {
    if (!isUp) {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await firstFree(
    firstPort,
    (candidate) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, host, () => {
          server.off('error', reject);
          resolve();
        });
      }),
  );

  const shut = (): void => {
    isUp = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    open() {
      isUp = true;
    },
    shut,
    close() {
      shut();
      server.close();
    },
  };
}

async function firstFree(firstPort: number, listen: (port: number) => Promise<void>): Promise<number> {
  for (let port = firstPort; ; port += 1) {
    try {
      await listen(port);
      return port;
    } catch (error) {
      if (!isPortTaken(error)) throw error;
    }
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: SimRequest) => Promise<SimReply>,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://device');
  const body = await readBody(request);
  if (body === null) return;
  if (url.pathname !== '/api/') {
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<html><body>Not Found</body></html>');
    return;
  }
  const form = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)]);
  const key = request.headers['x-pan-key'];
  const reply = await answer({ form, key: typeof key === 'string' ? key : undefined });
  switch (reply.kind) {
    case 'answer':
      response.writeHead(reply.status, { 'Content-Type': reply.contentType }).end(reply.body);
      return;
    case 'refused':
    case 'reset':
      request.socket.destroy();
      return;
    case 'hang':
      return;
  }
}

/** Null when the connection ended before the body did, or when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_REQUEST) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}
