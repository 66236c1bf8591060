import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readBatchSoftware } from '../../../../src/panos/answers/panorama/batchSoftware.ts';
import { readContentUpdates } from '../../../../src/panos/answers/contentUpdates.ts';
import { compareContentVersions } from '../../../../src/panos/contentVersion.ts';
import { result } from '../sampleXml.ts';

const SHA = 'AB'.repeat(32);

describe('readContentUpdates', () => {
  it('reads each version once, with its checksum', () => {
    const entry = (version: string, current: string): string =>
      `<entry><version>${version}</version><downloaded>yes</downloaded><current>${current}</current><installing>no</installing><sha256>${SHA}</sha256></entry>`;
    assert.deepEqual(
      readContentUpdates(
        result(
          `<content-updates>${entry('8832-8912', 'no')}${entry('8790-8462', 'yes')}${entry('8832-8912', 'yes')}</content-updates>`,
        ),
      ),
      [
        {
          version: '8832-8912',
          downloaded: true,
          current: false,
          installing: false,
          sha256: SHA.toLowerCase(),
        },
        {
          version: '8790-8462',
          downloaded: true,
          current: true,
          installing: false,
          sha256: SHA.toLowerCase(),
        },
      ],
    );
  });

  it('gives words and checksums it does not know as unknown', () => {
    const [update] = readContentUpdates(
      result(
        '<content-updates><entry><version>1-2</version><downloaded>soon</downloaded><sha256>N/A</sha256></entry><entry/></content-updates>',
      ),
    );
    assert.deepEqual(update, {
      version: '1-2',
      downloaded: null,
      current: null,
      installing: null,
      sha256: null,
    });
    assert.throws(() => readContentUpdates(result('text')), AnswerShapeError);
  });
});

describe('compareContentVersions', () => {
  it('compares both parts as numbers', () => {
    const sorted = ['8790-8462', '8832-8912', '8832-10001', '10000-1'];
    assert.deepEqual(
      [...sorted].reverse().sort((a, b) => compareContentVersions(a, b) ?? 0),
      sorted,
    );
    assert.equal(compareContentVersions('8832-8912', '8832-8912'), 0);
  });

  it('does not compare what is no content version', () => {
    for (const text of ['0.0.0', '', 'latest', '8832-8912-1'])
      assert.equal(compareContentVersions(text, '1-1'), null);
  });

  it('is an order', () => {
    const version = fc.tuple(fc.nat(99), fc.nat(99)).map(([a, b]) => `${a}-${b}`);
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [there = Number.NaN, back = Number.NaN] = [
          compareContentVersions(a, b),
          compareContentVersions(b, a),
        ].map(Number);
        assert.equal(Math.sign(there), Math.sign(back) * -1 + 0);
        assert.equal(there === 0, a === b);
      }),
      { seed: 5 },
    );
  });
});

describe('readBatchSoftware', () => {
  it('reads the checksum of an image for each platform', () => {
    const entry = (platform: string, sha: string): string =>
      `<entry><version>11.1.4-h7</version><platform>${platform}</platform><filename>PanOS_${platform}-11.1.4-h7</filename><size>500</size><sha256>${sha}</sha256></entry>`;
    assert.deepEqual(
      readBatchSoftware(
        result(
          `<sw-updates><msg/><versions>${entry('vm', SHA)}${entry('400', '(null)')}</versions></sw-updates>`,
        ),
      ),
      [
        {
          version: '11.1.4-h7',
          platform: 'vm',
          filename: 'PanOS_vm-11.1.4-h7',
          sizeMb: 500,
          sha256: SHA.toLowerCase(),
        },
        { version: '11.1.4-h7', platform: '400', filename: 'PanOS_400-11.1.4-h7', sizeMb: 500, sha256: null },
      ],
    );
  });
});
