/** What a caught error says of itself, and what may be done about one of the disk. */
import { UserError } from '../ports/userError.ts';
import { storeError, type StoreTrouble, type Written } from './storeTroubles.ts';

/** For people, to follow words of the caller. The troubles of a disk come with what helps. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const trouble = diskTroubles[code];
  if (trouble !== undefined) return `${trouble} (${code})`;
  return error instanceof Error ? error.message : String(error);
}

/** The operating system's code, e.g. `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * What is thrown on when the system refused something without which there is no store.
 * @param trouble makes the trouble of the reason.
 * @returns other errors, which have words of their own or are our own mistakes, as they are.
 */
export function storageTrouble(trouble: (reason: string) => StoreTrouble, error: unknown): unknown {
  if (error instanceof UserError || codeOf(error) === '') return error;
  return storeError(trouble(reasonOf(error)), { cause: error });
}

/** What could not be written, and whether only room is lacking. */
export function notWritten(what: Written, path: string, error: unknown): StoreTrouble {
  const code = ['ENOSPC', 'EDQUOT'].includes(codeOf(error)) ? 'storage_full' : 'storage_refused';
  return { code, what, path, reason: reasonOf(error) };
}

const full = 'the disk is full; free some space there';
const denied = 'access is denied; check who may write there, and whether another program holds the file open';
const failing = 'the disk reports an error; look into the log of the system, and copy what matters';

const diskTroubles: Readonly<Record<string, string | undefined>> = {
  ENOSPC: full,
  EDQUOT: full,
  EIO: failing,
  EPERM: denied,
  EACCES: denied,
  EBUSY: denied,
  EROFS: 'the disk can only be read',
};
