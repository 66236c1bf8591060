/**
 * A folder that belongs to this user alone, so that nobody else can put a socket there, take one away, or connect to
 * one. Only the folder itself is looked at: who lets others write to the home above it can be kept from
 * working by them, but not be made to believe them.
 */
import { chmod, lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from './errorWords.ts';

export type FolderState =
  | 'ours'
  | 'missing'
  /** Ours, and no folder. */
  | 'no_folder'
  /** Ours, and others may come in: a file system that knows no rights, and says nothing when they are changed. */
  | 'open'
  | { readonly owner: number };

/** Changes nothing but wrong rights of a folder that is ours, and follows no link. */
export async function lookAtFolder(path: string, uid: number): Promise<FolderState> {
  try {
    const found = await lstat(path);
    if (found.uid !== uid) return { owner: found.uid };
    if (!found.isDirectory()) return 'no_folder';
    if (isPrivate(found.mode)) return 'ours';
    await chmod(path, 0o700);
    return isPrivate((await lstat(path)).mode) ? 'ours' : 'open';
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return 'missing';
    throw error;
  }
}

function isPrivate(mode: number): boolean {
  return (mode & 0o777) === 0o700;
}

/**
 * Makes the folder, and the one above it, where they are missing.
 * @returns what stands there then.
 */
export async function makeFolder(path: string, uid: number): Promise<FolderState> {
  for (const folder of [dirname(path), path]) {
    try {
      await mkdir(folder, { mode: 0o700 });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  return lookAtFolder(path, uid);
}
