/**
 * Everything the store does to a disk. A port, so that tests can run on a disk in memory that loses what was
 * not synced and fails or dies at any operation.
 */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './errorWords.ts';

/** No file is at the path any more, or another one is. A file that is open can still be written to then, in vain. */
export type FileLost = 'removed' | 'replaced';

/** A file that only grows. Synchronous: a record must be durable before the request it announces leaves. */
export interface AppendHandle {
  /** One write, then fdatasync. After an error any part of `bytes` may stand in the file. */
  append(bytes: Uint8Array): void;
  /** Bytes in the file, if its path still leads to it. */
  size(): number | FileLost;
  /** Cuts the file back to `size` bytes, durably. */
  truncate(size: number): void;
  close(): void;
}

export interface Files {
  /** Creates the folder and those above it. */
  createFolder(path: string): Promise<void>;
  /** Null when there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  /**
   * Puts `bytes` at `path`, durably: a reader, or a restart after a crash, finds either the old or the new file.
   * @param keepAs where the old file, if any, is kept. Between the two renames only this one exists.
   */
  replace(path: string, bytes: Uint8Array, keepAs?: string): Promise<void>;
  /**
   * As `replace`, for what is too long to be held as a whole.
   * @param fill awaits each piece before it writes the next. What it throws is thrown on, and the old file stays.
   */
  replaceInPieces(
    path: string,
    fill: (write: (piece: Uint8Array) => Promise<void>) => Promise<void>,
  ): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Nothing happens when there is no such file. */
  remove(path: string): Promise<void>;
  /** Names of files and folders in the folder; empty when there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** A text that differs once the file was replaced; null when there is no such file. */
  stamp(path: string): Promise<string | null>;
  /** Opens the file, creating it durably when it is missing. */
  openAppend(path: string): AppendHandle;
  /**
   * At once, for a few kilobytes that somebody asked for.
   * @returns fewer bytes where the file ends before.
   * @throws the system's error, also when there is no such file.
   */
  readPart(path: string, start: number, length: number): Uint8Array;
}

/** How the temporary files of `replace` end; what a crash left of them may be removed by the folder's owner. */
export const TEMPORARY_SUFFIX = '.tmp';

/** The real disk. Files are readable by their owner only. */
export const nodeFiles: Files = {
  async createFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },

  read: (path) => unlessMissing(readFile(path), null),

  replace: (path, bytes, keepAs) => replaceFile(path, (write) => write(bytes), keepAs),

  replaceInPieces: (path, fill) => replaceFile(path, fill),

  async rename(from, to) {
    await renamePatiently(from, to);
    syncFolder(dirname(to));
  },

  remove: (path) => rm(path, { force: true }),

  list: (folder) => unlessMissing(readdir(folder), []),

  async stamp(path) {
    const found = await unlessMissing(stat(path, { bigint: true }), null);
    return found && `${found.ino}-${found.mtimeNs}-${found.size}`;
  },

  openAppend(path) {
    const descriptor = openSync(path, 'a', 0o600);
    syncFolder(dirname(path));
    return {
      append(bytes) {
        for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
        fdatasyncSync(descriptor);
      },
      size() {
        const own = fstatSync(descriptor, { bigint: true });
        const there = statSync(path, { bigint: true, throwIfNoEntry: false });
        if (there === undefined) return 'removed';
        return there.ino === own.ino && there.dev === own.dev ? Number(own.size) : 'replaced';
      },
      truncate(size) {
        // By path: Windows does not let a descriptor opened for appending cut its file.
        truncateSync(path, size);
        fdatasyncSync(descriptor);
      },
      close: () => closeSync(descriptor),
    };
  },

  readPart(path, start, length) {
    const descriptor = openSync(path, 'r');
    try {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, start));
    } finally {
      closeSync(descriptor);
    }
  },
};

async function replaceFile(
  path: string,
  fill: Parameters<Files['replaceInPieces']>[1],
  keepAs?: string,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}${TEMPORARY_SUFFIX}`;
  try {
    await writeSynced(temporary, fill);
    if (keepAs !== undefined) await unlessMissing(renamePatiently(path, keepAs), undefined);
    await renamePatiently(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

async function writeSynced(path: string, fill: Parameters<Files['replaceInPieces']>[1]): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    // Goes on where the piece before ended.
    await fill((piece) => file.writeFile(piece));
    await file.sync();
  } finally {
    await file.close();
  }
}

const RENAME_PAUSES_MS = [10, 30, 100, 300, 1000];

/**
 * Renames, trying again for about a second: on Windows a virus scanner, an indexer or a backup that has the file
 * open makes a rename fail for a moment.
 */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (const ms of RENAME_PAUSES_MS) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) throw error;
      await pause(ms);
    }
  }
  await rename(from, to);
}

/** Makes names durable. Windows does not offer it: there the old file is the worst that can come back. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function unlessMissing<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return otherwise;
    throw error;
  }
}
