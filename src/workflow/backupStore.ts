/**
 * Where copies of a device's configuration are kept: a port, because engines touch no disk. Files stream through it:
 * a configuration may be tens of megabytes long and is never held as a whole.
 */

export type BackupContent = 'running-config' | 'device-state';

/** What the name of a backup says; two files of one job and time belong together. */
export interface BackupName {
  readonly serial: string;
  /** When it was begun, in milliseconds since the epoch. Kept by the second. */
  readonly at: number;
  readonly job: string;
  readonly content: BackupContent;
}

export interface KeptBackup {
  /** Below the storage folder, with `/` on every system. */
  readonly file: string;
  readonly bytes: number;
  /** Of the file, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** Implemented by store/backupFiles.ts. */
export interface BackupFiles {
  /**
   * Keeps what `fill` writes, durably and readable by this user only. Nothing has the backup's name before it is whole.
   * @param fill awaits each piece before it writes the next.
   * @returns null when a device state is no whole archive: it is not kept.
   * @throws what `fill` throws, and then nothing is kept. UserError when the disk refuses it, or when the serial cannot
   *   name a folder.
   */
  save(
    name: BackupName,
    fill: (write: (piece: Uint8Array) => Promise<void>) => Promise<void>,
  ): Promise<KeptBackup | null>;

  /** The devices that have backups. @throws UserError when the disk refuses it, as the methods below. */
  serials(): Promise<string[]>;

  /** What is kept of one device, in no order. Files of other names are nobody's business. */
  list(serial: string): Promise<BackupName[]>;

  remove(name: BackupName): Promise<void>;

  /** Removes what a crash left of files that were being saved, but nothing that is being saved now. */
  removeUnfinished(serial: string): Promise<void>;
}
