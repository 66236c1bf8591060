/**
 * SQLite's way of testing what a disk can do to it: the first operation fails, then, on another disk, the second, and
 * so on, until a run comes through without a failure.
 */
import { diskError, type DiskHook } from './memoryFiles.ts';

export const DISK_ERRORS = ['ENOSPC', 'EIO', 'EPERM'] as const;

/** The operation alone, or it and all that come after it. */
export const MANNERS = ['once', 'for good'] as const;

export interface DiskFailure {
  readonly hook: DiskHook;
  readonly hasFailed: () => boolean;
  /** For messages of assertions. */
  readonly where: () => string;
}

/** @param nth the operation that fails, from 1. */
export function diskFailure(code: string, manner: (typeof MANNERS)[number], nth: number): DiskFailure {
  let operation = 0;
  let where = '';
  return {
    hook({ name, path, when }) {
      if (when !== 'before') return;
      operation += 1;
      if (manner === 'once' ? operation !== nth : operation < nth) return;
      if (where === '') where = `, ${name} ${path}`;
      throw diskError(code);
    },
    hasFailed: () => where !== '',
    where: () => `${code} ${manner} at operation ${nth}${where}`,
  };
}

/**
 * @param run one run, on a disk of its own.
 * @returns how many runs met a failure.
 */
export async function failEachOperation(
  run: (failure: DiskFailure & { readonly code: string }) => Promise<void>,
): Promise<number> {
  let failures = 0;
  for (const code of DISK_ERRORS) {
    for (const manner of MANNERS) {
      for (let nth = 1; ; nth += 1) {
        const failure = diskFailure(code, manner, nth);
        await run({ ...failure, code });
        if (!failure.hasFailed()) break;
        failures += 1;
      }
    }
  }
  return failures;
}
