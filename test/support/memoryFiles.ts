/**
 * A disk in memory for the store: it knows what was synced, so that a test can cut the power, and it asks a hook
 * before and after each operation, so that a test can make operation k fail or let the process die there.
 */
import { dirname } from 'node:path';
import type { Files } from '../../src/store/files.ts';

export interface DiskOperation {
  readonly name:
    | 'createFolder'
    | 'read'
    | 'write'
    | 'sync'
    | 'rename'
    | 'remove'
    | 'list'
    | 'stamp'
    | 'open'
    | 'size'
    | 'truncate';
  readonly path: string;
  readonly when: 'before' | 'after';
}

/** May throw (see `diskError`), or end the process (`disk.kill()`, `disk.cutPower()`). */
export type DiskHook = (operation: DiskOperation) => void;

export interface MemoryDisk {
  /** The disk as one process sees it: each engine of a test gets its own. */
  attach(hook?: DiskHook): Files;
  /** All attached processes are gone and what they wrote stays. Their operations never happen from now on. */
  kill(): void;
  /** As `kill`, and what was not synced is gone: bytes, and names their folder does not hold durably. */
  cutPower(): void;
  /** What a reader would find; null when there is no such file. */
  content(path: string): Uint8Array | null;
  /** Puts a file there, synced. */
  put(path: string, bytes: Uint8Array): void;
  /** All paths, sorted. */
  paths(): string[];
}

/**
 * What a synchronous operation of a dead process throws. An asynchronous one never settles. Either way no catch or
 * finally of the dead can change the disk.
 */
export class ProcessGone extends Error {
  override readonly name = 'ProcessGone';
}

/** An error as Node's fs throws it, e.g. `diskError('ENOSPC')`. */
export function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code });
}

interface Inode {
  bytes: Uint8Array;
  synced: Uint8Array;
  readonly id: number;
}

/** The file or folder of `folder` on the way to `path`; none when it leads elsewhere. */
function nameBelow(folder: string, path: string): string[] {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/', 1) : [];
}

/** Buffers made by `appended`, and how far each is filled. */
const filled = new WeakMap<ArrayBufferLike, number>();

/**
 * Grows in place where there is room behind `content`, so that a journal of many lines is not copied for each of them.
 * What was filled by another continuation of the same content is never written over. Bytes that have a buffer to
 * themselves, such as the image of a database, are taken as they are: nobody changes what was given away.
 */
function appended(content: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (content.length === 0) return bytes.length === bytes.buffer.byteLength ? bytes : bytes.slice();
  const length = content.length + bytes.length;
  const hasRoom = filled.get(content.buffer) === content.length && content.buffer.byteLength >= length;
  const buffer = hasRoom ? content.buffer : new ArrayBuffer(2 * length);
  const grown = new Uint8Array(buffer, 0, length);
  if (!hasRoom) grown.set(content);
  grown.set(bytes, content.length);
  filled.set(buffer, length);
  return grown;
}

export function memoryDisk(): MemoryDisk {
  const names = new Map<string, Inode>();
  const durableNames = new Map<string, Inode>();
  /** By folder, the paths whose name came or went since its last sync. */
  const changedNames = new Map<string, Set<string>>();
  let processes = 0;
  let inodes = 0;

  const setName = (path: string, inode: Inode | undefined): void => {
    if (inode === undefined) names.delete(path);
    else names.set(path, inode);
    const folder = dirname(path);
    changedNames.set(folder, (changedNames.get(folder) ?? new Set()).add(path));
  };
  const create = (path: string): Inode => {
    const inode = { bytes: new Uint8Array(), synced: new Uint8Array(), id: (inodes += 1) };
    setName(path, inode);
    return inode;
  };
  const moveName = (from: string, to: string): void => {
    const inode = names.get(from);
    if (inode === undefined) throw diskError('ENOENT');
    setName(from, undefined);
    setName(to, inode);
  };
  const syncNames = (folder: string): void => {
    for (const path of changedNames.get(folder) ?? []) {
      const inode = names.get(path);
      if (inode === undefined) durableNames.delete(path);
      else durableNames.set(path, inode);
    }
    changedNames.delete(folder);
  };

  const attach = (hook: DiskHook = () => {}): Files => {
    const process = processes;
    const assertAlive = (): void => {
      if (processes !== process) throw new ProcessGone();
    };

    const now = <T>(name: DiskOperation['name'], path: string, work: () => T): T => {
      assertAlive();
      hook({ name, path, when: 'before' });
      assertAlive();
      const result = work();
      hook({ name, path, when: 'after' });
      assertAlive();
      return result;
    };
    const later = async <T>(name: DiskOperation['name'], path: string, work: () => T): Promise<T> => {
      try {
        return now(name, path, work);
      } catch (error) {
        if (error instanceof ProcessGone) await new Promise(() => {});
        throw error;
      }
    };

    const write = (inode: Inode, bytes: Uint8Array): void => {
      inode.bytes = appended(inode.bytes, bytes);
    };
    const rename = (from: string, to: string): Promise<void> =>
      later('rename', from, () => moveName(from, to));
    const syncFolder = (folder: string): Promise<void> => later('sync', folder, () => syncNames(folder));
    const replace = async (
      path: string,
      fill: Parameters<Files['replaceInPieces']>[1],
      keepAs?: string,
    ): Promise<void> => {
      const temporary = `${path}.${inodes}.tmp`;
      try {
        const inode = await later('open', temporary, () => create(temporary));
        await fill((bytes) => later('write', temporary, () => write(inode, bytes)));
        await later('sync', temporary, () => void (inode.synced = inode.bytes));
        if (keepAs !== undefined && names.has(path)) await rename(path, keepAs);
        await rename(temporary, path);
      } catch (error) {
        setName(temporary, undefined);
        throw error;
      }
      await syncFolder(dirname(path));
    };

    return {
      createFolder: (path) => later('createFolder', path, () => {}),
      read: (path) => later('read', path, () => names.get(path)?.bytes ?? null),
      stamp: (path) => later('stamp', path, () => names.get(path)?.id.toString() ?? null),
      remove: (path) => later('remove', path, () => setName(path, undefined)),
      list: (folder) =>
        later('list', folder, () =>
          // A folder is there as long as something is in it.
          [...new Set([...names.keys()].flatMap((path) => nameBelow(folder, path)))],
        ),

      async rename(from, to) {
        await rename(from, to);
        await syncFolder(dirname(to));
      },

      readPart: (path, start, length) =>
        now('read', path, () => {
          const inode = names.get(path);
          if (inode === undefined) throw diskError('ENOENT');
          return inode.bytes.subarray(start, start + length);
        }),

      replace: (path, bytes, keepAs) => replace(path, (writePiece) => writePiece(bytes), keepAs),
      replaceInPieces: (path, fill) => replace(path, fill),

      openAppend(path) {
        const inode = now('open', path, () => {
          const opened = names.get(path) ?? create(path);
          syncNames(dirname(path));
          return opened;
        });
        return {
          append(bytes) {
            now('write', path, () => write(inode, bytes));
            now('sync', path, () => void (inode.synced = inode.bytes));
          },
          size: () =>
            now('size', path, () => {
              const there = names.get(path);
              if (there === undefined) return 'removed';
              return there === inode ? inode.bytes.length : 'replaced';
            }),
          truncate: (size) =>
            now('truncate', path, () => {
              inode.bytes = inode.bytes.slice(0, size);
              inode.synced = inode.bytes;
            }),
          close() {},
        };
      },
    };
  };

  return {
    attach,
    kill() {
      processes += 1;
    },
    cutPower() {
      processes += 1;
      names.clear();
      changedNames.clear();
      for (const [path, inode] of durableNames) {
        inode.bytes = inode.synced;
        names.set(path, inode);
      }
    },
    content: (path) => names.get(path)?.bytes ?? null,
    put(path, bytes) {
      const inode = create(path);
      inode.bytes = bytes;
      inode.synced = bytes;
      durableNames.set(path, inode);
    },
    paths: () => [...names.keys()].sort(),
  };
}
