/** Backups as files as the device gave them, so that they can be loaded into a device without this extension. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { BackupContent, BackupFiles, BackupName, KeptBackup } from '../workflow/backupStore.ts';
import { archiveCheck } from './archiveCheck.ts';
import { notWritten, storageTrouble } from './errorWords.ts';
import { TEMPORARY_SUFFIX, type Files } from './files.ts';
import { storeError } from './storeTroubles.ts';

const FOLDER = 'backups';

const endings: Readonly<Record<BackupContent, string>> = {
  'running-config': 'running-config.xml',
  'device-state': 'device-state.tgz',
};

/** No dots and no slashes, and none of the names that Windows keeps for its devices. */
const SERIAL = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[0-9a-z-]{1,40}$/i;
const JOB = /^[A-Za-z0-9-]{1,60}$/;

/** `2026-05-04T221530Z_job-k3x9_running-config.xml`; with what a temporary file has behind it. */
const FILE =
  /^(?<date>\d{4}-\d\d-\d\dT)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z_(?<job>[A-Za-z0-9-]{1,60})_(?<ending>running-config\.xml|device-state\.tgz)(?<rest>.*)$/;

/** @param storage the storage folder: backups are in a folder of their own below it, one folder a device. */
export function backupFiles(storage: string, files: Files): BackupFiles {
  const all = join(storage, FOLDER);
  const folderOf = (serial: string): string => join(all, folderName(serial));
  const pathOf = (name: BackupName): string => join(folderOf(name.serial), fileName(name));
  /** Paths of backups that are being saved just now. */
  const saving = new Set<string>();

  async function orTrouble<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw storageTrouble((reason) => ({ code: 'backups_unreadable', folder: all, reason }), error);
    }
  }

  return {
    async save(name, fill) {
      const path = pathOf(name);
      const counted = counting();
      const archive = name.content === 'device-state' ? archiveCheck() : null;
      const notWhole = new Error('No whole archive.');
      /** While the caller fills the file, errors are its own, or are in words for people already. */
      const state = { isFilling: false };
      saving.add(path);
      try {
        await files.createFolder(folderOf(name.serial));
        await files.replaceInPieces(path, async (write) => {
          state.isFilling = true;
          await fill(async (piece) => {
            await write(piece).catch((error: unknown) => {
              throw notSaved(path, error);
            });
            counted.take(piece);
            await archive?.take(piece);
          });
          if ((await archive?.isWhole()) === false) throw notWhole;
          state.isFilling = false;
        });
        return { file: `${FOLDER}/${name.serial}/${fileName(name)}`, ...counted.result() };
      } catch (error) {
        if (error === notWhole) return null;
        throw state.isFilling ? error : notSaved(path, error);
      } finally {
        saving.delete(path);
        archive?.end();
      }
    },

    serials: () => orTrouble(async () => (await files.list(all)).filter((name) => SERIAL.test(name)).sort()),

    list: (serial) =>
      orTrouble(async () =>
        (await files.list(folderOf(serial))).flatMap((file) => {
          const parsed = parse(serial, file);
          return parsed?.rest === '' ? [parsed.name] : [];
        }),
      ),

    remove: (name) => orTrouble(() => files.remove(pathOf(name))),

    removeUnfinished: (serial) =>
      orTrouble(async () => {
        for (const file of await files.list(folderOf(serial))) {
          const parsed = parse(serial, file);
          if (parsed?.rest.endsWith(TEMPORARY_SUFFIX) !== true || saving.has(pathOf(parsed.name))) continue;
          await files.remove(join(folderOf(serial), file));
        }
      }),
  };
}

/** @throws UserError: what a device says of itself must not lead out of the folder. */
function folderName(serial: string): string {
  if (SERIAL.test(serial)) return serial;
  throw storeError({ code: 'not_backed_up', serial: serial.slice(0, 60) });
}

function fileName({ at, job, content }: BackupName): string {
  if (!JOB.test(job)) throw new Error(`"${job}" cannot name a backup.`);
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(':', '');
  return `${time}Z_${job}_${endings[content]}`;
}

/** Null for a file that is none of ours. */
function parse(serial: string, file: string): { name: BackupName; rest: string } | null {
  const { date, hour, minute, second, job, ending, rest } = FILE.exec(file)?.groups ?? {};
  if (job === undefined || rest === undefined) return null;
  const at = Date.parse(`${date}${hour}:${minute}:${second}Z`);
  const content = ending === endings['device-state'] ? 'device-state' : 'running-config';
  return Number.isNaN(at) ? null : { name: { serial, at, job, content }, rest };
}

function counting(): {
  take(piece: Uint8Array): void;
  result(): Pick<KeptBackup, 'bytes' | 'sha256'>;
} {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    take(piece) {
      hash.update(piece);
      bytes += piece.length;
    },
    result: () => ({ bytes, sha256: hash.digest('hex') }),
  };
}

function notSaved(path: string, error: unknown): unknown {
  return storageTrouble(() => notWritten('backup', path, error), error);
}
