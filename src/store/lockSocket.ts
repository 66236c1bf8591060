/**
 * The lock as a Unix socket. It lies in the user's home, in a folder of our own (lockFolder.ts); only where that cannot
 * be (the path is too long for a socket, the home cannot be written, its file system knows no sockets or links) in a
 * private folder below the temporary one. The name of the machine is part of the socket's name: machines may share
 * a home, and a socket of another one, to which nobody here can connect, must not be taken for a dead one of ours.
 *
 * What remains, and is left to the journal's epoch: a socket's file outlives a killed owner, so that a newcomer has to
 * remove it, and two newcomers can collide in a way that leaves both holding the lock; two windows that start at the
 * same moment may find different folders usable; a cleaner of caches or temporary folders may remove a living socket;
 * a machine may change its name; and machines that share a storage folder hold one lock each.
 */
import { createHash, randomUUID } from 'node:crypto';
import { chmod, link, lstat, rename, rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, storageTrouble } from './errorWords.ts';
import type { LockResult } from './lockResult.ts';
import { type FolderState, lookAtFolder, makeFolder } from './lockFolder.ts';
import { ask, closed, listen, NO_ANSWER, oneLine } from './lockTalk.ts';
import { storeError } from './storeTroubles.ts';

export interface SocketPlaces {
  /** Of this process. */
  readonly uid: number;
  /** The first that can be used is used. */
  readonly folders: readonly string[];
}

const reasons: Readonly<Record<Exclude<FolderState, 'ours' | object>, string>> = {
  missing: 'its folder cannot be made',
  no_folder: 'something else is in its place',
  open: 'its folder cannot be kept from other users',
};

const ATTEMPTS = 20;
/** What a socket's address can hold on macOS, without the zero at its end; Linux has room for four more. */
const LONGEST_PATH_BYTES = 103;
const SUFFIX_LENGTH = 9;
/** What says that a folder can have no lock, now and for the next window as well. */
const UNUSABLE = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EINVAL',
];

/** @param storage the real path of the folder that is locked. */
export async function lockWithSocket(
  storage: string,
  { uid, folders }: SocketPlaces,
  ownerText: string,
): Promise<LockResult> {
  const name = createHash('sha256').update(`${hostname()}\n${storage}`).digest('hex').slice(0, 16);
  const usable = folders.filter(
    (folder) => Buffer.byteLength(join(folder, name)) + SUFFIX_LENGTH <= LONGEST_PATH_BYTES,
  );
  // Also an owner that could use only a later one has to be found.
  for (const folder of usable) {
    const owner = await ownerIn(folder, name, uid);
    if (owner !== null) return { held: false, owner };
  }
  let refusal: unknown = storeError({
    code: 'storage_refused',
    what: 'lock',
    path: join(folders.at(-1) ?? '', name),
    reason: 'the path is too long for a socket',
  });
  for (const folder of usable) {
    const taken = await takeIn(folder, name, uid, ownerText);
    if ('held' in taken) return taken;
    refusal = taken.refusal;
  }
  throw refusal;
}

async function ownerIn(folder: string, name: string, uid: number): Promise<string | null> {
  try {
    if ((await lookAtFolder(folder, uid)) !== 'ours') return null;
    return await askOwner(join(folder, name), uid);
  } catch (error) {
    if (UNUSABLE.includes(codeOf(error))) return null;
    throw error;
  }
}

/** `refusal`: nothing can be locked there; the folder after it may do. */
async function takeIn(
  folder: string,
  name: string,
  uid: number,
  ownerText: string,
): Promise<LockResult | { readonly refusal: unknown }> {
  const path = join(folder, name);
  try {
    const state = await makeFolder(folder, uid);
    if (state === 'ours') return await lockAt(path, uid, ownerText);
    return {
      refusal: storeError(
        typeof state === 'object'
          ? { code: 'lock_folder_taken', folder, uid: state.owner }
          : { code: 'storage_refused', what: 'lock', path, reason: reasons[state] },
      ),
    };
  } catch (error) {
    const refusal = storageTrouble(
      (reason) => ({ code: 'storage_refused', what: 'lock', path, reason }),
      error,
    );
    if (UNUSABLE.includes(codeOf(error))) return { refusal };
    throw refusal;
  }
}

async function lockAt(path: string, uid: number, ownerText: string): Promise<LockResult> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const server = await listenAt(path, ownerText);
    if (server !== null) {
      const own = await identity(path);
      return { held: true, release: () => release(server, path, own) };
    }
    const owner = await askOwner(path, uid);
    if (owner !== null) return { held: false, owner };
    await pause(attempt * 5);
  }
  return { held: false, owner: NO_ANSWER };
}

/**
 * Null when the name is taken. The socket is listening before it gets its name, so that nobody ever finds it and
 * takes it for a dead one.
 */
async function listenAt(path: string, ownerText: string): Promise<Server | null> {
  const own = `${path}-${randomUUID().slice(0, 8)}`;
  const server = await listen(own, (socket) => socket.resume().end(oneLine(ownerText)));
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

/**
 * What the holder says of itself; null when there is none any more. A dead one's socket is removed, and so is one
 * that somebody else has made, while the folder was open to others: nobody who is not this user is asked.
 */
async function askOwner(path: string, uid: number): Promise<string | null> {
  const seen = await identity(path);
  if (seen === null) return null;
  if (seen.uid !== uid) {
    await removeDead(path, seen);
    return null;
  }
  try {
    return oneLine((await ask(path, '')).text) || NO_ANSWER;
  } catch (error) {
    const code = codeOf(error);
    // Gone, or dying in this moment: the next attempt will tell.
    if (['ENOENT', 'ECONNRESET', 'EPIPE'].includes(code)) return null;
    if (code !== 'ECONNREFUSED') return NO_ANSWER;
    await removeDead(path, seen);
    return null;
  }
}

/** Which socket a name leads to; the time of its making tells apart two that were given the same inode. */
interface Identity {
  readonly uid: number;
  readonly socket: string;
}

/** Null when there is none. */
async function identity(path: string): Promise<Identity | null> {
  try {
    const { uid, ino, mtimeNs } = await lstat(path, { bigint: true });
    return { uid: Number(uid), socket: `${ino}-${mtimeNs}` };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Removes the socket that was seen dead, and no other: it is renamed away first, and put back if in the meantime the
 * name had passed to somebody alive.
 */
async function removeDead(path: string, seen: Identity): Promise<void> {
  const aside = `${path}-${randomUUID().slice(0, 8)}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await identity(aside))?.socket !== seen.socket) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

async function release(server: Server, path: string, own: Identity | null): Promise<void> {
  if (own !== null && (await identity(path))?.socket === own.socket) await rm(path, { force: true });
  await closed(server);
}
