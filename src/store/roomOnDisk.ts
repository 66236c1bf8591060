/** Whether there is room again on a disk that was full: tried out, because no system says what a user may still write. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { TEMPORARY_SUFFIX, type Files } from './files.ts';

/** In all more than a snapshot of long tables or a device state, so that who goes on does not stop there again. */
const PIECES = 16;
/** Of chance, since some disks take no room for other bytes. */
const PIECE_BYTES = 1_000_000;

/** Leaves nothing behind but what the next start removes. */
export async function isRoomOnDisk(files: Files, folder: string): Promise<boolean> {
  const path = join(folder, `room${TEMPORARY_SUFFIX}`);
  try {
    await files.replaceInPieces(path, async (write) => {
      for (let piece = 0; piece < PIECES; piece += 1) await write(randomBytes(PIECE_BYTES));
    });
    await files.remove(path);
    return true;
  } catch {
    return false;
  }
}
