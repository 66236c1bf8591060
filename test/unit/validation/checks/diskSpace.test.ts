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
    minDiskGb: 1,
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
      /Not enough room: 1\.6 GB free on \/opt\/panrepo, 1\.6 GB needed for 11\.1\.0, 11\.1\.4\. Delete old images/,
    );
  });

  it('counts what is there already for nothing, and what is wanted twice once', () => {
    const listed = [image('11.1.0', 1000, 'yes'), image('11.1.4', 500, 'downloading')];
    assert.equal(verdictOf(facts(1024 * MB, { listed, wanted: ['11.1.0', '11.1.4', '11.1.4'] })), 'pass');
  });

  it('wants the minimum whatever the images need, if anything is missing', () => {
    assert.equal(verdictOf(facts(5 * GB, { minDiskGb: 5 })), 'pass');
    assert.equal(verdictOf(facts(5 * GB - 1, { minDiskGb: 5 })), 'fail');
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
