import assert from 'node:assert/strict';
import type { SoftwareImage } from '../../../../src/panos/answers/software.ts';
import { checkDiskSpace, type DiskSpaceFacts } from '../../../../src/validation/checks/diskSpace.ts';

const MB = 1024 ** 2;
const GB = 1024 ** 3;

function image(
  version: string,
  sizeMb: number | null,
  downloaded: SoftwareImage['downloaded'] = 'no',
): SoftwareImage {
  return { version, sizeMb, downloaded, current: false, isBase: null, filename: null, sha256: null };
}

/** A device with `freeBytes` for images; plenty of room elsewhere. */
function facts(freeBytes: number, changes: Partial<DiskSpaceFacts> = {}): DiskSpaceFacts {
  return {
    fileSystems: [
      { mount: '/', availableBytes: 900 * GB },
      { mount: '/opt/pancfg', availableBytes: 900 * GB },
      { mount: '/opt/panrepo', availableBytes: freeBytes },
    ],
    listed: [image('11.1.0', 1000), image('11.1.4', 500), image('11.1.2', null)],
    wanted: ['11.1.0', '11.1.4'],
    deletes: [],
    minDiskGb: 1,
    makeRoom: 'ask',
    ...changes,
  };
}

const verdictOf = (given: DiskSpaceFacts) => checkDiskSpace(given).verdict;

describe('checkDiskSpace', () => {
  it('wants a tenth more than the images that are missing', () => {
    assert.equal(verdictOf(facts(1650 * MB)), 'pass');
    assert.equal(verdictOf(facts(1649 * MB)), 'fail');
    assert.match(
      checkDiskSpace(facts(1649 * MB)).reason,
      /Not enough room: 1\.6 GB free on \/opt\/panrepo, 1\.6 GB needed for 11\.1\.0 \(1\.0 GB\), 11\.1\.4 \(0\.5 GB\) and a tenth more\. Make Room… shows/,
    );
  });

  it('counts what is there already for nothing, and what is wanted twice once', () => {
    const listed = [image('11.1.0', 1000, 'yes'), image('11.1.4', 500, 'downloading')];
    assert.equal(verdictOf(facts(1024 * MB, { listed, wanted: ['11.1.0', '11.1.4', '11.1.4'] })), 'pass');
  });

  it('wants the reserve before the first image of the path, and says so', () => {
    assert.equal(verdictOf(facts(5 * GB, { minDiskGb: 5 })), 'pass');
    const short = checkDiskSpace(facts(5 * GB - 1, { minDiskGb: 5 }));
    assert.equal(short.verdict, 'fail');
    assert.match(short.reason, /minDiskGb wants 5\.0 GB free before the first of them\./);
  });

  it('never wants the reserve again for what the path has put there', () => {
    const listed = [image('11.1.0', 1000, 'yes'), image('11.1.4', 500)];
    assert.equal(verdictOf(facts(5 * GB - 1000 * MB, { minDiskGb: 5, listed })), 'pass');
    assert.equal(verdictOf(facts(5 * GB - 1001 * MB, { minDiskGb: 5, listed })), 'fail');
    // What must still come has to fit all the same.
    assert.equal(verdictOf(facts(549 * MB, { minDiskGb: 0, listed })), 'fail');
  });

  it('counts what is deleted first', () => {
    const listed = [
      image('11.1.0', 1000),
      image('11.1.4', 500),
      image('10.1.6', 400, 'yes'),
      image('9.1.0', 300),
    ];
    assert.equal(verdictOf(facts(1250 * MB, { listed, deletes: ['10.1.6'] })), 'pass');
    const short = checkDiskSpace(facts(1249 * MB, { listed, deletes: ['10.1.6', '9.1.0'] }));
    assert.equal(short.verdict, 'fail');
    assert.match(short.reason, /1\.2 GB free on \/opt\/panrepo and 0\.4 GB more without 10\.1\.6/);
  });

  it('says what can be done about it, by what the user has set', () => {
    const reason = (makeRoom: DiskSpaceFacts['makeRoom']): string =>
      checkDiskSpace(facts(0, { makeRoom })).reason;
    assert.match(
      reason('never'),
      /Delete old images on the device \(Device > Software\), then start again\.$/,
    );
    assert.doesNotMatch(reason('never'), /Make Room/);
    assert.match(reason('ask'), /Make Room… shows which old images may be deleted\.$/);
    assert.match(reason('auto'), /do not make enough of it/);
  });

  it('wants no room when nothing is missing', () => {
    const listed = [image('11.1.0', 1000, 'yes'), image('11.1.4', 500, 'yes')];
    assert.equal(verdictOf(facts(-3 * GB, { listed })), 'pass');
    assert.equal(verdictOf(facts(0, { fileSystems: [], listed })), 'pass');
  });

  it('does not know without the file system of images', () => {
    const given = facts(0, { fileSystems: [{ mount: '/opt/pancfg', availableBytes: 900 * GB }] });
    assert.equal(verdictOf(given), 'unknown');
    assert.match(checkDiskSpace(given).reason, /does not list \/opt\/panrepo/);
  });

  it('does not know without the size of an image, listed or not', () => {
    for (const version of ['11.1.2', '11.1.9']) {
      const result = checkDiskSpace(facts(900 * GB, { wanted: ['11.1.0', version] }));
      assert.equal(result.verdict, 'unknown');
      assert.ok(result.reason.endsWith(`does not tell the size of ${version}.`), result.reason);
    }
  });

  it('fails where the known sizes alone do not fit', () => {
    assert.equal(verdictOf(facts(1024 * MB, { wanted: ['11.1.0', '11.1.2'] })), 'fail');
  });
});
