/**
 * Is it one whole gzip archive? Its checksum and length stand at its end, so it is unpacked while it goes by, and what
 * comes out is thrown away. A device's connection may end early without anybody noticing.
 */
import { finished } from 'node:stream/promises';
import { createGunzip, gunzipSync } from 'node:zlib';

export interface ArchiveCheck {
  /** Resolves when the next piece may come. */
  take(piece: Uint8Array): Promise<void>;
  /** To be asked once, after the last piece. */
  isWhole(): Promise<boolean>;
  /** Lets go of what it holds; may be called at any time. */
  end(): void;
}

/** Up to this size unpacking takes a few milliseconds and is done at once; beyond it, off this thread. */
const AT_ONCE_BYTES = 20_000;

export function archiveCheck(): ArchiveCheck {
  let first: Uint8Array[] | null = [];
  let size = 0;
  const gunzip = createGunzip();
  gunzip.resume();
  const wholeness = finished(gunzip).then(
    () => true,
    () => false,
  );

  async function unpack(piece: Uint8Array): Promise<void> {
    const written = new Promise<void>((resolve) => void gunzip.write(piece, () => resolve()));
    // Nothing is called back for the piece that is found to be bad.
    await Promise.race([written, wholeness]);
  }

  return {
    async take(piece) {
      size += piece.length;
      if (first !== null && size <= AT_ONCE_BYTES) {
        // A writer may use its buffer again.
        first.push(Uint8Array.from(piece));
        return;
      }
      for (const earlier of first ?? []) await unpack(earlier);
      first = null;
      await unpack(piece);
    },

    async isWhole() {
      if (first !== null) return isWholeAtOnce(Buffer.concat(first));
      gunzip.end();
      return wholeness;
    },

    end: () => void gunzip.destroy(),
  };
}

function isWholeAtOnce(bytes: Uint8Array): boolean {
  try {
    gunzipSync(bytes);
    return true;
  } catch {
    return false;
  }
}
