/** How long backups are kept: their date is in their names, so that nothing else has to be remembered about them. */
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { UserError } from '../../ports/userError.ts';
import type { BackupFiles, BackupName } from '../backupStore.ts';

const DAY_MS = 86_400_000;

export interface RetentionParts {
  readonly backups: BackupFiles;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 keeps them for ever. */
  readonly retentionDays: number;
  /** A backup of an open job may be needed in a minute, however old it is. */
  isOpen(job: string): boolean;
}

/**
 * Removes what is too old and what crashes have left behind: now, and then once a day.
 * @param closing ends it.
 * @returns when it has ended; it never throws for a disk that refuses, which is said in the log.
 */
export async function keepBackupsTidy(parts: RetentionParts, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    await tidyOnce(parts, closing);
    await parts.clock.sleep(DAY_MS, closing).catch(() => undefined);
  }
}

/**
 * @param backups all of one device.
 * @param before in milliseconds since the epoch.
 * @returns those begun before then; never the newest ones, nor one of an open job.
 */
export function expiredBackups(
  backups: readonly BackupName[],
  before: number,
  isOpen: (job: string) => boolean,
): BackupName[] {
  const newest = backups.reduce((latest, { at }) => Math.max(latest, at), -Infinity);
  return backups.filter(({ at, job }) => at < before && at < newest && !isOpen(job));
}

async function tidyOnce(parts: RetentionParts, closing: AbortSignal): Promise<void> {
  const { backups, clock, log, retentionDays } = parts;
  const before = retentionDays === 0 ? Number.NEGATIVE_INFINITY : clock.now() - retentionDays * DAY_MS;
  let removed = 0;
  try {
    for (const serial of await backups.serials()) {
      if (closing.aborted) return;
      await backups.removeUnfinished(serial);
      const kept = await backups.list(serial);
      for (const backup of expiredBackups(kept, before, (job) => parts.isOpen(job))) {
        await backups.remove(backup);
        removed += 1;
      }
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.warn(`${error.message} Old backups are kept for now; it is tried again in a day.`);
  }
  if (removed > 0) log.info(`Removed ${removed} backup files older than ${retentionDays} days.`);
}
