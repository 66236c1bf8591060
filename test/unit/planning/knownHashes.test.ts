import assert from 'node:assert/strict';
import { hashesFor, hashesFromPanorama, type KnownHash } from '../../../src/planning/knownHashes.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

function hash(changes: Partial<KnownHash>): KnownHash {
  return { version: '11.1.0', filename: 'PanOS_400-11.1.0', sha256: A, source: 'file', ...changes };
}

describe('hashesFor', () => {
  const known = [
    hash({}),
    hash({ filename: 'PanOS_vm-11.1.0', sha256: B }),
    hash({ version: '10.2.0', filename: null }),
  ];

  it('finds those of the very file, never of another platform', () => {
    assert.deepEqual(hashesFor(known, { version: '11.1.0', filename: 'PanOS_vm-11.1.0' }), [known[1]]);
    assert.deepEqual(hashesFor(known, { version: '11.1.0', filename: 'PanOS_3400-11.1.0' }), []);
    assert.deepEqual(hashesFor(known, { version: '11.1.0', filename: null }), []);
  });

  it('takes the word of a user who names no file for every platform', () => {
    assert.deepEqual(hashesFor(known, { version: '10.2.0', filename: 'PanOS_vm-10.2.0' }), [known[2]]);
    assert.deepEqual(hashesFor(known, { version: '10.2.0', filename: null }), [known[2]]);
  });
});

describe('hashesFromPanorama', () => {
  it('leaves out what has no checksum or no file name', () => {
    const image = { version: '11.1.0', platform: '400', sizeMb: 1000 };
    assert.deepEqual(
      hashesFromPanorama([
        { ...image, filename: 'PanOS_400-11.1.0', sha256: A },
        { ...image, filename: 'PanOS_400-11.1.0', sha256: null },
        { ...image, filename: null, sha256: A },
      ]),
      [hash({ source: 'panorama' })],
    );
  });
});
