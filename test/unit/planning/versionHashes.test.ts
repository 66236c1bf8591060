import assert from 'node:assert/strict';
import { readVersionHashes, requireVersionHashes } from '../../../src/planning/versionHashes.ts';

const SHA = 'ab'.repeat(32);

/** The problems of a text, each with its place. */
function problems(text: string): string[] {
  const read = readVersionHashes(text);
  return 'problems' in read
    ? read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : [];
}

describe('readVersionHashes', () => {
  it('reads the form of the original tool', () => {
    const text = JSON.stringify({
      '10.1.0': {
        sha256: SHA.toUpperCase(),
        filename: 'PanOS_3200-10.1.0',
        size_mb: 460,
        release_date: '2023-06-20',
      },
    });
    assert.deepEqual(requireVersionHashes(text), [
      { version: '10.1.0', filename: 'PanOS_3200-10.1.0', sha256: SHA, source: 'file' },
    ]);
  });

  it('reads several platforms of one version', () => {
    const entries = ['PanOS_400-10.2.0', 'PanOS_vm-10.2.0'].map((filename) => ({ sha256: SHA, filename }));
    const hashes = requireVersionHashes(JSON.stringify({ '10.2.0': entries, '11.1.0': { sha256: SHA } }));
    assert.deepEqual(
      hashes.map(({ version, filename }) => [version, filename]),
      [
        ['10.2.0', 'PanOS_400-10.2.0'],
        ['10.2.0', 'PanOS_vm-10.2.0'],
        ['11.1.0', null],
      ],
    );
  });

  it('names each problem at its place', () => {
    const text = `{
  "10.1.0": { "sha256": "OFFICIAL_HASH_FROM_PALO_ALTO" },
  "ten": { "sha256": "${SHA}" },
  "10.2.0": { "sha256": "${SHA}", "md5": "x" },
  "10.2.0": [],
  "11.1.0": [{ "sha256": "${SHA}", "filename": "a" }, { "sha256": "${SHA}", "filename": "a" }],
  "11.1.4": "${SHA}"
}`;
    assert.deepEqual(
      problems(text).map((problem) => problem.replace(/(.{48}).*/, '$1')),
      [
        '2:25 sha256 must be the 64 hexadecimal digits th',
        '3:3 "ten" is not a PAN-OS version such as 11.1.4',
        '4:93 "md5" is not known here; known are sha256, ',
        '5:3 10.2.0 stands in the file already, above',
        '5:13 10.2.0 has no checksum',
        '6:113 a stands twice for 11.1.0',
        '7:13 An object is expected: {"sha256": "...", "f',
      ],
    );
  });

  it('gives no checksums at all from a file with a problem', () => {
    assert.throws(() => requireVersionHashes(`{"10.1.0": {"sha256": "${SHA}"}, "x": 1}`), {
      name: 'UserError',
      message:
        /^version_hashes\.json cannot be used, so no image is accepted\. Line 1, column 92: .* There is 1 more\.$/,
    });
    assert.deepEqual(problems('{'), ['1:2 This is not valid JSON. A name in double quotes is expected here']);
    assert.deepEqual(problems('[]').length, 1);
  });

  it('does not take a version with a blank for one, and reads thousands of problems at once', () => {
    assert.match(problems(`{"10.2.0 ": {"sha256": "${SHA}"}}`)[0] ?? '', /is not a PAN-OS version/);
    const rows = Array.from({ length: 20_000 }, (_, n) => `"10.2.${n}": 1`);
    assert.equal(problems(`{${rows.join(',\n')}}`).length, 20_000);
  });

  it('needs no file, and takes an empty one', () => {
    assert.deepEqual(requireVersionHashes(null), []);
    assert.deepEqual(requireVersionHashes('{}\n'), []);
  });
});
