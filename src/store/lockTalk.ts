/**
 * What windows say to each other at a lock. Whoever answers is not known before it has: so it gets neither the time nor
 * the room to keep us, and of its text no more than one line is shown.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** An owner that is alive but does not get to answer (a blocked event loop) still holds the lock. */
export const NO_ANSWER = 'another window, which does not answer at the moment';

const ANSWER_MS = 1_000;
const LONGEST_ANSWER_BYTES = 1_000;
const LONGEST_LINE = 200;

/** @param onCall is handed everybody who calls, for a second at most. */
export function listen(path: string, onCall: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      // Counts from the last byte; who goes on sending without end is heard by nobody and costs no memory.
      socket.setTimeout(ANSWER_MS, () => socket.destroy());
      onCall(socket);
    });
    // The lock must not keep a process alive that has nothing else to do.
    server.unref();
    // Stays: a failing accept later on must not end the process.
    server.on('error', reject);
    server.listen(path, () => resolve(server));
  });
}

export interface Answer {
  readonly text: string;
  /** False when the second was over before it ended. */
  readonly whole: boolean;
}

/**
 * What is answered until it ends, or is longer than any window of ours says, or a second is over.
 * @param question sent first.
 * @throws the system's error when nobody could be reached.
 */
export function ask(path: string, question: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const socket = connect(path);
    const finish = (whole: boolean): void => {
      clearTimeout(deadline);
      socket.destroy();
      resolve({ text: Buffer.concat(parts).subarray(0, LONGEST_ANSWER_BYTES).toString(), whole });
    };
    const deadline = setTimeout(() => finish(false), ANSWER_MS);
    socket.on('data', (part) => {
      parts.push(part);
      bytes += part.length;
      if (bytes >= LONGEST_ANSWER_BYTES) finish(true);
    });
    socket.once('end', () => finish(true));
    socket.on('error', (error) => {
      clearTimeout(deadline);
      reject(error);
    });
    if (question !== '') socket.write(question);
  });
}

/** A text of another window as it may be shown: one line, without control or format characters, not long. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
