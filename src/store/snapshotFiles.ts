/** Snapshots as compressed files: a route table of megabytes has no place in the database. */
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import type { Log } from '../ports/log.ts';
import type { Snapshot, SnapshotFiles } from '../validation/snapshot.ts';
import { reasonOf } from './errorWords.ts';
import type { Files } from './files.ts';

/** Up to this size (un)compressing takes a few milliseconds and is done at once; beyond it, off this thread. */
const AT_ONCE_BYTES = 200_000;

/** `job/step`. No dot in the first part: so the file's name can be no reserved device name of Windows. */
const ID = /^[A-Za-z0-9_-]{1,60}(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,60}){1,2}$/;

/** @param parseSnapshot validates what is read back; throws on a shape not known here. */
export function snapshotFiles(
  folder: string,
  files: Files,
  parseSnapshot: (value: unknown) => Snapshot,
  log: Log,
): SnapshotFiles {
  return {
    async save(id, snapshot) {
      const path = join(folder, nameOf(id));
      await files.createFolder(folder);
      await files.replace(path, await compress(Buffer.from(JSON.stringify(snapshot))));
    },

    async load(id) {
      try {
        const bytes = await files.read(join(folder, nameOf(id)));
        return bytes && parseSnapshot(JSON.parse((await expand(bytes)).toString('utf8')));
      } catch (error) {
        log.warn(`The snapshot ${id} cannot be read: ${reasonOf(error)}`);
        return null;
      }
    },
  };
}

function nameOf(id: string): string {
  if (!ID.test(id)) throw new Error(`"${id}" cannot name a snapshot file.`);
  return `${id.replaceAll('/', '~')}.json.gz`;
}

function compress(bytes: Uint8Array): Promise<Buffer> | Buffer {
  return bytes.length <= AT_ONCE_BYTES ? gzipSync(bytes) : promisify(gzip)(bytes);
}

function expand(bytes: Uint8Array): Promise<Buffer> | Buffer {
  return bytes.length <= AT_ONCE_BYTES / 10 ? gunzipSync(bytes) : promisify(gunzip)(bytes);
}
