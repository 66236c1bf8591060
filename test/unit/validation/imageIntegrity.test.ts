import assert from 'node:assert/strict';
import type { KnownHash } from '../../../src/planning/knownHashes.ts';
import {
  DownloadVerificationError,
  HashError,
  HashMismatchError,
  HashNotFoundError,
} from '../../../src/validation/hashErrors.ts';
import { judgeImage, requireIntegrity, type Integrity } from '../../../src/validation/imageIntegrity.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const known = (sha256: string, source: KnownHash['source']): KnownHash => {
  return { version: '11.1.0', filename: 'PanOS_vm-11.1.0', sha256, source };
};
const judge = (reported: string | null, ...hashes: KnownHash[]): Integrity =>
  judgeImage({ sha256: reported }, hashes);

describe('judgeImage', () => {
  it('passes only what the device reports and another source says, too', () => {
    const passed = judge(A, known(A, 'file'), known(A, 'panorama'));
    assert.equal(passed.verdict, 'passed');
    assert.deepEqual(passed.sources, ['file', 'panorama']);
    assert.match(passed.reason, /version_hashes\.json and Panorama's list of images/);
  });

  it('claims nothing when the device reports nothing', () => {
    assert.equal(judge(null).verdict, 'not_reported');
    const known1 = judge(null, known(A, 'panorama'));
    assert.deepEqual([known1.verdict, known1.expected], ['not_reported', A]);
    assert.match(known1.reason, /no checksum to compare with the one of Panorama's list of images\./);
  });

  it('does not let the device vouch for itself', () => {
    assert.equal(judge(A).verdict, 'not_in_database');
  });

  it('calls it a mismatch when any two differ, whoever they are', () => {
    assert.equal(judge(B, known(A, 'file')).verdict, 'mismatch');
    assert.equal(judge(A, known(A, 'file'), known(B, 'panorama')).verdict, 'mismatch');
    assert.equal(judge(null, known(A, 'file'), known(B, 'panorama')).verdict, 'mismatch');
  });
});

describe('requireIntegrity', () => {
  const refusal = (integrity: Integrity, strict: boolean): unknown => {
    try {
      requireIntegrity('fw-1', '11.1.0', integrity, strict);
      return null;
    } catch (error) {
      assert.ok(error instanceof HashError);
      assert.match(error.message, /^fw-1: 11\.1\.0 is not accepted and will not be installed\. /);
      return error.constructor;
    }
  };

  it('lenient: refuses a mismatch only', () => {
    assert.equal(refusal(judge(A, known(A, 'file')), false), null);
    assert.equal(refusal(judge(B, known(A, 'file')), false), HashMismatchError);
    assert.equal(refusal(judge(A), false), null);
    assert.equal(refusal(judge(null), false), null);
  });

  it('strict: refuses everything but what passed', () => {
    assert.equal(refusal(judge(A, known(A, 'file')), true), null);
    assert.equal(refusal(judge(B, known(A, 'file')), true), HashMismatchError);
    assert.equal(refusal(judge(A), true), HashNotFoundError);
    assert.equal(refusal(judge(null), true), DownloadVerificationError);
  });
});
