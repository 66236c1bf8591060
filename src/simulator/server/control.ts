/**
 * Where the process of a fleet can be asked who it is, and told to end: a port of its own on loopback, which no fault of
 * a device touches. Both sides prove themselves: the process by the key of its certificate, whose fingerprint the other
 * knows, and the other by a secret, which it sends only after that.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { connect, createServer, type Server, type TLSSocket } from 'node:tls';
import * as z from 'zod';
import type { DeviceCertificate } from './certificate.ts';

/** `who` only asks; `end` also ends the fleet. */
export type ControlWord = 'who' | 'end';

const whoSchema = z.object({ name: z.string(), startedAt: z.string(), pid: z.int() });
/** What the process says of itself. */
export type Who = z.output<typeof whoSchema>;

/** Of a question or an answer, in bytes. */
const LONGEST = 4096;
/** A busy machine takes its time. In milliseconds, for a whole exchange. */
const PATIENCE_MS = 5000;

export interface ControlParts {
  readonly host: string;
  readonly certificate: DeviceCertificate;
  readonly secret: string;
  readonly who: Who;
  /** From the moment of the answer the fleet is gone: called before it. */
  readonly leave: () => void;
  /** Called when whoever wanted the end has had the answer. */
  readonly exit: () => void;
}

/** Listens at a free port. */
export async function startControl(parts: ControlParts): Promise<Server> {
  const { host, certificate } = parts;
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (socket) => {
    serve(socket, parts);
  });
  // A handshake that fails, or never ends, is the other side's matter.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return server;
}

function serve(socket: TLSSocket, { secret, who, leave, exit }: ControlParts): void {
  const answer = (line: string): void => {
    if (isSame(line, `${secret} end`)) {
      leave();
      socket.once('close', exit);
    } else if (!isSame(line, `${secret} who`)) {
      socket.destroy();
      return;
    }
    socket.end(`${JSON.stringify(who)}\n`);
  };
  firstLine(socket, answer);
}

/** In a time that says nothing about where the two differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(sha256(one), sha256(other));
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

export interface ControlPoint {
  readonly host: string;
  readonly port: number;
  /** SHA-256 as hex pairs with colons. */
  readonly fingerprint: string;
  readonly secret: string;
}

/** @returns null when nobody is there, or somebody else, or the secret is not the right one. */
export function askControl(point: ControlPoint, word: ControlWord): Promise<Who | null> {
  const { host, port, secret } = point;
  return new Promise((resolve) => {
    // Judged below, by the one certificate that counts.
    const socket = connect({ host, port, rejectUnauthorized: false });
    socket.once('close', () => resolve(null));
    socket.once('secureConnect', () => {
      if (!hasFingerprint(socket, point.fingerprint)) socket.destroy();
      else socket.write(`${secret} ${word}\n`);
    });
    firstLine(socket, (line) => {
      resolve(readWho(line));
      socket.end();
    });
  });
}

/** Compared as bytes, so that the spelling of a fingerprint plays no part. */
function hasFingerprint(socket: TLSSocket, fingerprint: string): boolean {
  const { raw } = socket.getPeerCertificate() as { raw?: Buffer };
  const wanted = Buffer.from(fingerprint.replaceAll(':', ''), 'hex');
  return raw !== undefined && sha256(raw).equals(wanted);
}

function readWho(line: string): Who | null {
  try {
    return whoSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Breaks the connection when there is none within the time or the length it may have. */
function firstLine(socket: TLSSocket, use: (line: string) => void): void {
  let heard = '';
  const limit = setTimeout(() => socket.destroy(), PATIENCE_MS);
  socket.on('error', () => socket.destroy());
  socket.once('close', () => clearTimeout(limit));
  socket.setEncoding('utf8').on('data', function hear(text: string) {
    heard += text;
    const end = heard.indexOf('\n');
    if (end === -1 && heard.length <= LONGEST) return;
    socket.off('data', hear);
    if (end === -1) socket.destroy();
    else use(heard.slice(0, end));
  });
}
