/**
 * One device's HTTPS port on loopback. While the device is down every connection is broken before its handshake; the
 * port stays taken, because another program, such as a second fleet, would get it otherwise.
 */
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { SimRequest } from './access.ts';
import type { DeviceCertificate } from './certificate.ts';
import { answerOver } from './httpExchange.ts';
import type { SimReply } from './replies.ts';

export interface Listener {
  readonly port: number;
  /** What somebody who speaks plain HTTP was told here, from all connections: no secret may ever be in it. */
  readonly overheard: Buffer;
  /** The device is up: connections are served again. */
  open(): void;
  /** Takes new connections from now on, and says nothing on them. */
  hush(): void;
  /** The device is down: breaks every connection, and new ones at once. */
  shut(): void;
  /** Breaks every connection, and presents this certificate to new ones. */
  present(certificate: DeviceCertificate): void;
  /** Breaks every connection, and listens to new ones without TLS. */
  speakPlainHttp(): void;
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
  const overheard: Buffer[] = [];
  let isUp = true;
  let isHushed = false;
  let isPlain = false;
  const https = createHttpsServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    void answerOver(request, response, answer);
  });
  // The plain connection, before TLS: also one whose handshake never ends must be broken by `shut`.
  const front = createServer((socket) => {
    if (!isUp) {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    if (isHushed) socket.on('error', () => socket.destroy()).resume();
    else if (isPlain) overhear(socket, overheard);
    else https.emit('connection', socket);
  });
  const port = await firstFree(front, host, firstPort);

  const breakAll = (): void => sockets.forEach((socket) => socket.destroy());
  const shut = (): void => {
    isUp = false;
    breakAll();
  };
  return {
    port,
    get overheard() {
      return Buffer.concat(overheard);
    },
    open() {
      isUp = true;
      isHushed = false;
    },
    hush() {
      isUp = true;
      isHushed = true;
    },
    shut,
    present({ key, cert }) {
      https.setSecureContext({ key, cert });
      isPlain = false;
      breakAll();
    },
    speakPlainHttp() {
      isPlain = true;
      breakAll();
    },
    close() {
      shut();
      front.close();
    },
  };
}

/** Takes whatever comes and says what a web server says. */
function overhear(socket: Socket, heard: Buffer[]): void {
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    heard.push(chunk);
    socket.end(
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
  });
}

async function firstFree(server: Server, host: string, firstPort: number): Promise<number> {
  for (let port = firstPort; ; port += 1) {
    try {
      await listen(server, port, host);
      return port;
    } catch (error) {
      if (!isPortTaken(error)) throw error;
    }
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
