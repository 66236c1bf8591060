/** Snapshots as compressed files: a route table of megabytes has no place in the database. */
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createGunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Snapshot, SnapshotFiles } from '../validation/comparison/snapshot.ts';
import { reasonOf, notWritten, storageTrouble } from './errorWords.ts';
import type { Files } from './files.ts';
import { snapshotFromLines, snapshotLines } from './snapshotLines.ts';

export interface SnapshotFilesParts {
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
  /** Validates what is read back; throws on a shape not known here. */
  readonly parseSnapshot: (value: unknown) => Snapshot;
}

/** Up to this size (un)compressing takes a few milliseconds and is done at once; beyond it, off this thread. */
const AT_ONCE_BYTES = 20_000;
const PIECE_BYTES = 256_000;

/** `job/step`. No dot in the first part: so the file's name can be no reserved device name of Windows. */
const ID = /^[A-Za-z0-9_-]{1,60}(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,60}){1,2}$/;

/** Nothing here holds the thread for more than some milliseconds, however long the tables are. */
export function snapshotFiles(folder: string, parts: SnapshotFilesParts): SnapshotFiles {
  const { files, clock, log, parseSnapshot } = parts;
  return {
    async save(id, snapshot) {
      const path = join(folder, nameOf(id));
      const bytes = await compressed(snapshotLines(snapshot));
      try {
        await files.createFolder(folder);
        await files.replace(path, bytes);
      } catch (error) {
        throw storageTrouble(() => notWritten('snapshot', path, error), error);
      }
    },

    async load(id) {
      try {
        const bytes = await files.read(join(folder, nameOf(id)));
        return bytes && (await snapshotFromLines(await expanded(bytes), parseSnapshot, () => clock.sleep(0)));
      } catch (error) {
        log.warn(`The snapshot ${id} cannot be read: ${reasonOf(error)}`);
        return null;
      }
    },
  };
}

function nameOf(id: string): string {
  if (!ID.test(id)) throw new Error(`"${id}" cannot name a snapshot file.`);
  return `${id.replaceAll('/', '~')}.ndjson.gz`;
}

/** Each text by itself: put together, they are one gzip file (RFC 1952, section 2.2). A short one is done at once. */
async function compressed(texts: Iterable<string>): Promise<Buffer> {
  const members: Buffer[] = [];
  for (const text of texts) {
    members.push(text.length <= AT_ONCE_BYTES ? gzipSync(text) : await promisify(gzip)(text));
  }
  return Buffer.concat(members);
}

/** In pieces: to put twenty megabytes together takes as many milliseconds. */
async function expanded(bytes: Uint8Array): Promise<readonly Buffer[]> {
  if (bytes.length <= AT_ONCE_BYTES) return [gunzipSync(bytes)];
  const unpacking = createGunzip({ chunkSize: PIECE_BYTES });
  unpacking.end(bytes);
  const pieces: Buffer[] = [];
  for await (const piece of unpacking) pieces.push(piece as Buffer);
  return pieces;
}
