/**
 * One owner per storage folder, held by the operating system: a listening socket (Windows: a named pipe). It stands
 * while its process lives, however blocked, and is free the moment the process dies; a heartbeat file would be
 * stolen from a laptop that slept.
 *
 * Other users of this machine must not be able to take it before us, or to speak in its place. The two systems need
 * two ways: a socket is a file, and lies in a folder that nobody else can write to (lockSocket.ts); a pipe lies where
 * everybody may make one, and has a name that nobody else can know (lockPipe.ts). What either way leaves open, the
 * journal catches: it is fenced by its epoch (journal.ts), so that of two windows that both believe to be the owner
 * only the later one touches devices.
 */
import { realpath } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { storageTrouble } from './errorWords.ts';
import { lockWithPipe } from './lockPipe.ts';
import type { LockResult } from './lockResult.ts';
import { lockWithSocket, type SocketPlaces } from './lockSocket.ts';

/** Where locks are made on this machine. */
export type LockPlaces =
  | ({ readonly kind: 'sockets' } & SocketPlaces)
  /** What the name of every pipe begins with. */
  | { readonly kind: 'pipes'; readonly prefix: string };

/**
 * Takes the lock of a storage folder, which must exist, if it is free.
 * @param ownerText what other windows are told about this one: user, machine, process, since when.
 * @throws UserError when the system does not let a lock be made, or another user is in the way.
 */
export async function acquireLock(
  folder: string,
  ownerText: string,
  places: LockPlaces = lockPlaces(),
): Promise<LockResult> {
  try {
    const real = await realpath(folder);
    return places.kind === 'pipes'
      ? await lockWithPipe(real, places.prefix, ownerText)
      : await lockWithSocket(real, places, ownerText);
  } catch (error) {
    throw storageTrouble(
      (reason) => ({ code: 'storage_refused', what: 'lock', path: folder, reason }),
      error,
    );
  }
}

/**
 * The home is the one of the user's record, not of the environment, which differs between windows; so may the
 * temporary folder, which therefore comes second.
 */
function lockPlaces(): LockPlaces {
  const uid = process.geteuid?.();
  if (uid === undefined) return { kind: 'pipes', prefix: String.raw`\\.\pipe\panos-upgrade-` };
  const home = homeOfUser();
  return {
    kind: 'sockets',
    uid,
    folders: [
      ...(home === null ? [] : [join(home, '.cache', 'panos-upgrade')]),
      join(tmpdir(), `panos-upgrade-${uid}`),
    ],
  };
}

/** Null for a user without a record, as in many containers. */
function homeOfUser(): string | null {
  try {
    return userInfo().homedir;
  } catch {
    return null;
  }
}
