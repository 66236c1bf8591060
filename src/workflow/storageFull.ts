/**
 * Of all that a disk refuses, only a lack of room passes by itself, or by a user who needs no window for it: what could
 * not be written down is then not a failure of its job, which waits. A disk that reports errors, or that has become
 * read-only because of them, is for somebody to look at.
 */
import { UserError } from '../ports/userError.ts';

/** Whether something could not be written down because the disk, or the user's share of it, is full. */
export function isStorageFull(error: unknown): error is UserError {
  return error instanceof UserError && error.trouble.code === 'storage_full';
}
