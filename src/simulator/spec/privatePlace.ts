/**
 * Files that nobody but this user can have written or read: a secret may be in them, and what they say may be believed.
 * On Windows the rights of the user's own folders are what protects them; there is nothing to look at here.
 */
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** What others must not have: of a folder the right to change it, of a file every right. */
const FORBIDDEN = { folder: 0o022, file: 0o077 } as const;

/**
 * Makes the folder if it is missing, and takes from others the rights to it that they have.
 * @throws when it is somebody else's, or a link
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || !isOurs(stats, thisUser())) {
    throw new Error(`The folder ${folder} is not used: it is a link, or belongs to another user.`);
  }
  chmodSync(folder, FOLDER_MODE);
}

/** Writes the whole file or nothing; into a folder that makePrivateFolder has made. */
export function writePrivateFile(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, text, { mode: FILE_MODE, flag: 'wx' });
  renameSync(temporary, path);
}

/** @throws when the file or its folder is a link, belongs to another user, or others have rights to it */
export function readPrivateFile(path: string): string {
  const folder = lstatSync(dirname(path));
  if (!folder.isDirectory() || !isPrivate(folder, 'folder', thisUser()))
    throw new Error('not a private folder');
  // Neither follows a link nor waits for somebody to write into a pipe; what was opened is what is looked at.
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() || !isPrivate(stats, 'file', thisUser())) throw new Error('not a private file');
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

/** @param user null where the system has no numbers for users */
export function isPrivate(
  stats: Pick<Stats, 'uid' | 'mode'>,
  what: keyof typeof FORBIDDEN,
  user: number | null,
): boolean {
  return user === null || (isOurs(stats, user) && (stats.mode & FORBIDDEN[what]) === 0);
}

function isOurs({ uid }: Pick<Stats, 'uid'>, user: number | null): boolean {
  return user === null || uid === user;
}

function thisUser(): number | null {
  return process.getuid?.() ?? null;
}
