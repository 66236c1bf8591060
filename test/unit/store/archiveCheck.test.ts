import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { archiveCheck } from '../../../src/store/archiveCheck.ts';
import { seededRng } from '../../../src/ports/rng.ts';

/** Bytes that do not get shorter. */
function noise(length: number): Uint8Array {
  const rng = seededRng(7);
  return Uint8Array.from({ length }, () => Math.floor(rng.next() * 256));
}

async function judge(bytes: Uint8Array, pieceLength: number): Promise<boolean> {
  const check = archiveCheck();
  try {
    for (let at = 0; at < bytes.length; at += pieceLength)
      await check.take(bytes.subarray(at, at + pieceLength));
    return await check.isWhole();
  } finally {
    check.end();
  }
}

describe('archiveCheck', () => {
  /** Judged at once, and in the background. */
  const archives = [gzipSync('short'), gzipSync(noise(19_000)), gzipSync(noise(60_000))];

  it('knows a whole archive, however long and in whatever pieces', async () => {
    for (const archive of archives) {
      for (const length of [1_000, 7_001, archive.length]) assert.equal(await judge(archive, length), true);
    }
  });

  it('knows one that stops anywhere, is damaged, or is none', async () => {
    for (const archive of archives) {
      for (const end of [1, 8, 9, archive.length >> 1])
        assert.equal(await judge(archive.subarray(0, -end), 7_001), false, `without its last ${end} bytes`);
      const damaged = Uint8Array.from(archive);
      damaged.fill(0, archive.length - 8, archive.length - 4);
      assert.equal(await judge(damaged, 7_001), false, 'a wrong checksum');
    }
    assert.equal(await judge(new Uint8Array(), 1), false);
    assert.equal(await judge(noise(40_000), 7_001), false);
  });

  it('does not keep a piece that its writer uses again', async () => {
    const archive = gzipSync('short');
    const check = archiveCheck();
    const buffer = Buffer.alloc(1);
    for (const byte of archive) {
      buffer[0] = byte;
      await check.take(buffer);
    }
    assert.equal(await check.isWhole(), true);
    check.end();
  });
});
