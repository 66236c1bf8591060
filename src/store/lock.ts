/**
 * One owner per storage folder, held by the operating system: a listening socket (Windows: a named pipe). It stands
 * while its process lives, however blocked, and is free the moment the process dies; a heartbeat file would be
 * stolen from a laptop that slept.
 *
 * On Unix a socket's file outlives a killed owner, so that a newcomer has to remove it, and two newcomers can collide
 * in a way that leaves both holding the lock; windows with different temporary folders, or a cleaner of such folders,
 * can do the same. The journal catches what is left: it is fenced by its epoch (journal.ts).
 */
import { createHash, randomUUID } from 'node:crypto';
import { chmod, link, lstat, realpath, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, storageTrouble } from './errorWords.ts';

export type LockResult =
  | { readonly held: true; release(): Promise<void> }
  /** Somebody else holds it; `owner` is what they said of themselves. */
  | { readonly held: false; readonly owner: string };

const ATTEMPTS = 20;
/** An owner that is alive but does not get to answer (a blocked event loop) still holds the lock. */
const ANSWER_MS = 1_000;
const NO_ANSWER = 'another window, which does not answer at the moment';

/**
 * Takes the lock of a storage folder, which must exist, if it is free.
 * @param ownerText what other windows are told about this one: user, machine, process, since when.
 * @throws UserError when the system does not let a lock be made.
 */
export async function acquireLock(folder: string, ownerText: string): Promise<LockResult> {
  const path = await lockPath(folder);
  try {
    return await lockAt(path, ownerText);
  } catch (error) {
    throw storageTrouble((reason) => ({ code: 'storage_refused', what: 'lock', path, reason }), error);
  }
}

async function lockAt(path: string, ownerText: string): Promise<LockResult> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const server =
      process.platform === 'win32' ? await listenOnPipe(path, ownerText) : await listenAt(path, ownerText);
    if (server !== null) {
      const own = await identity(path);
      return { held: true, release: () => release(server, path, own) };
    }
    const owner = await askOwner(path);
    if (owner !== null) return { held: false, owner };
    await pause(attempt * 5);
  }
  return { held: false, owner: NO_ANSWER };
}

/** Short, as socket paths must be: about 100 bytes at most on Unix. */
async function lockPath(folder: string): Promise<string> {
  const real = await realpath(folder);
  const hash = createHash('sha256').update(`${userInfo().username}\n${real}`).digest('hex').slice(0, 16);
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\panos-upgrade-${hash}`
    : join(tmpdir(), `panos-upgrade-${hash}`);
}

/** Null when the name is taken. Windows gives a pipe's name to one process at a time. */
async function listenOnPipe(path: string, ownerText: string): Promise<Server | null> {
  try {
    return await listen(path, ownerText);
  } catch (error) {
    if (['EADDRINUSE', 'EACCES'].includes(codeOf(error))) return null;
    throw error;
  }
}

/**
 * Null when the name is taken. The socket is listening before it gets its name, so that nobody ever finds it and
 * takes it for a dead one.
 */
async function listenAt(path: string, ownerText: string): Promise<Server | null> {
  const own = `${path}-${randomUUID().slice(0, 8)}`;
  const server = await listen(own, ownerText);
  try {
    await chmod(own, 0o600);
    await link(own, path);
    return server;
  } catch (error) {
    server.close();
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

function listen(path: string, ownerText: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(ownerText);
    });
    // The lock must not keep a process alive that has nothing else to do.
    server.unref();
    // Stays: a failing accept later on must not end the process.
    server.on('error', reject);
    server.listen(path, () => resolve(server));
  });
}

/** What the holder says of itself; null when there is none any more. A dead one's socket is removed. */
async function askOwner(path: string): Promise<string | null> {
  const seen = await identity(path);
  try {
    return await answerFrom(path);
  } catch (error) {
    const code = codeOf(error);
    // Gone, or dying in this moment: the next attempt will tell.
    if (['ENOENT', 'ECONNRESET', 'EPIPE'].includes(code)) return null;
    if (code !== 'ECONNREFUSED') return NO_ANSWER;
    if (seen !== null) await removeDead(path, seen);
    return null;
  }
}

function answerFrom(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(path);
    socket.setEncoding('utf8');
    socket.setTimeout(ANSWER_MS, () => finish());
    socket.on('data', (part: string) => (text += part));
    socket.once('end', () => finish());
    socket.once('error', reject);
    const finish = (): void => {
      socket.destroy();
      resolve(text === '' ? NO_ANSWER : text);
    };
  });
}

/**
 * Removes the socket that was seen dead, and no other: it is renamed away first, and put back if in the meantime the
 * name had passed to somebody alive.
 */
async function removeDead(path: string, seen: string): Promise<void> {
  const aside = `${path}-${randomUUID().slice(0, 8)}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await identity(aside)) !== seen) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

/**
 * Which socket a name leads to, null when to none; the time of its making tells apart two that were given the same
 * inode. On Windows a pipe's name goes with its process, and there is nothing to clean up.
 */
async function identity(path: string): Promise<string | null> {
  if (process.platform === 'win32') return null;
  try {
    const { ino, mtimeNs } = await lstat(path, { bigint: true });
    return `${ino}-${mtimeNs}`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function release(server: Server, path: string, own: string | null): Promise<void> {
  if (own !== null && (await identity(path)) === own) await rm(path, { force: true });
  await new Promise((resolve) => server.close(resolve));
}
