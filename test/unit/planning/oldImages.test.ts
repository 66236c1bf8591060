import assert from 'node:assert/strict';
import fc from 'fast-check';
import { baseImageOf } from '../../../src/planning/baseImage.ts';
import { type DeviceImages, enoughOf, judgeImages } from '../../../src/planning/oldImages.ts';
import { compareVersions, featureRelease } from '../../../src/panos/version.ts';
import type { SoftwareImage } from '../../../src/panos/answers/software.ts';

function image(version: string, more: Partial<SoftwareImage> = {}): SoftwareImage {
  const known = { sizeMb: 500, downloaded: 'yes', current: false, isBase: null } as const;
  return { version, ...known, filename: null, sha256: null, ...more };
}

function device(versions: readonly string[], more: Partial<DeviceImages> = {}): DeviceImages {
  const listed = versions.map((version) => image(version));
  return { running: '10.2.10', otherPartition: ['10.1.14'], path: [], listed, ...more };
}

const keptFor = (given: DeviceImages): Record<string, string | null> =>
  Object.fromEntries(judgeImages(given).map(({ version, keptFor: why }) => [version, why]));

describe('old images', () => {
  it('are those before the running one that nothing needs any more', () => {
    const path = ['11.1.0', '11.1.4-h7'];
    const there = ['9.1.13', '10.1.6', '10.1.14', '10.2.0', '10.2.10', '11.0.0', '11.1.0', '11.1.4-h7'];
    assert.deepEqual(keptFor(device(there, { path })), {
      '9.1.13': null,
      '10.1.6': null,
      '10.1.14': 'other_partition',
      '10.2.0': 'base',
      '10.2.10': 'runs',
      '11.0.0': 'newer',
      '11.1.0': 'path',
      '11.1.4-h7': 'path',
    });
  });

  it('may be what the device falls back to where nobody knows what that is', () => {
    assert.deepEqual(keptFor(device(['9.1.13', '10.1.14', '10.2.10'], { otherPartition: null })), {
      '9.1.13': 'may_be_other_partition',
      '10.1.14': 'may_be_other_partition',
      '10.2.10': 'runs',
    });
  });

  it('are not those that are being fetched, nor what is no version', () => {
    const listed = [image('10.1.6', { downloaded: 'downloading' }), image('odd'), image('9.1.13')];
    assert.deepEqual(keptFor(device([], { listed })), { odd: 'newer', '9.1.13': null });
  });

  it('are taken oldest first, no more than are needed, and none where all would not do', () => {
    const images = judgeImages(device(['10.1.6', '9.1.13', '10.1.7', '10.2.10']));
    const enough = (mb: number): string[] => enoughOf(images, mb).map(({ version }) => version);
    assert.deepEqual(enough(1), ['9.1.13']);
    assert.deepEqual(enough(500), ['9.1.13']);
    assert.deepEqual(enough(501), ['9.1.13', '10.1.6']);
    assert.deepEqual(enough(1501), []);
    assert.deepEqual(enough(0), []);
  });

  it('are never what runs, what the other partition has, one of a path, or a base image of these', () => {
    const RELEASES = ['9.1', '10.0', '10.1', '10.2', '11.0', '11.1', '12.1'];
    const anyVersion = fc
      .tuple(fc.constantFrom(...RELEASES), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 2 }))
      .map(([release, maintenance, hotfix]) =>
        hotfix === 0 ? `${release}.${maintenance}` : `${release}.${maintenance}-h${hotfix}`,
      );
    const anyImage = fc
      .tuple(
        anyVersion,
        fc.constantFrom('yes', 'yes', 'no', 'downloading'),
        fc.boolean(),
        fc.option(fc.nat(2000)),
      )
      .map(([version, downloaded, flagged, sizeMb]) =>
        image(version, { downloaded: downloaded as 'yes', isBase: flagged ? true : null, sizeMb }),
      );
    const anyDevice = fc.record({
      running: anyVersion,
      otherPartition: fc.option(fc.array(anyVersion, { maxLength: 2 })),
      path: fc.array(anyVersion, { maxLength: 5 }),
      listed: fc.uniqueArray(anyImage, { maxLength: 25, selector: ({ version }) => version }),
    });
    let deletable = 0;
    fc.assert(
      fc.property(anyDevice, fc.nat(20_000), (given, neededMb) => {
        const { running, otherPartition, path, listed } = given;
        const judged = judgeImages(given);
        const free = judged.filter((one) => one.keptFor === null).map(({ version }) => version);
        deletable += free.length;
        const sacred = [running, ...(otherPartition ?? []), ...path];
        for (const version of free) {
          assert.ok(!sacred.includes(version), version);
          for (const one of sacred) {
            const release = featureRelease(one);
            assert.ok(release === null || baseImageOf(release, listed) !== version, `${version} of ${one}`);
          }
          assert.ok(compareVersions(version, running) < 0);
          assert.notEqual(otherPartition, null);
          assert.equal(listed.find((one) => one.version === version)?.downloaded, 'yes');
        }
        const chosen = enoughOf(judged, neededMb);
        assert.ok(chosen.every(({ version }) => free.includes(version)));
        if (chosen.length > 0) {
          assert.ok(chosen.reduce((sum, { sizeMb }) => sum + (sizeMb ?? 0), 0) >= neededMb);
        }
      }),
      { numRuns: 2000 },
    );
    assert.ok(deletable > 1000, `only ${deletable} images could go`);
  });
});
