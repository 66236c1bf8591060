import assert from 'node:assert/strict';
import type { SoftwareImage } from '../../../src/panos/answers/software.ts';
import { endsBefore } from '../../../src/planning/lastReleases.ts';
import { notOffered } from '../../../src/planning/notOffered.ts';
import type { UpgradeHop } from '../../../src/planning/plan.ts';

const hop = (from: string, to: string, base: string): UpgradeHop => ({
  from,
  to,
  images: [
    { version: base, isBase: true, reason: '' },
    { version: to, isBase: false, reason: '' },
  ],
});

const HOPS = [hop('10.2.10', '11.1.4', '11.1.0'), hop('11.1.4', '12.1.4', '12.1.2')];

const missing = (...listed: string[]): readonly string[] =>
  notOffered(
    HOPS,
    listed.map((version): SoftwareImage => {
      return {
        version,
        sizeMb: 1,
        downloaded: 'no',
        current: false,
        isBase: null,
        filename: null,
        sha256: null,
      };
    }),
  );

describe('images that a device cannot have', () => {
  it('are those of the next version that it does not list', () => {
    assert.deepEqual(missing('11.1.0', '11.1.4'), []);
    assert.deepEqual(missing('11.1.4'), ['11.1.0']);
    assert.deepEqual(missing(), ['11.1.0', '11.1.4']);
  });

  it('are base images of later versions that it lists already', () => {
    assert.deepEqual(missing('11.1.0', '11.1.4', '12.1.4'), ['12.1.2']);
    assert.deepEqual(missing('11.1.0', '11.1.4', '12.1.2'), []);
  });
});

describe('the last release of a model', () => {
  it('is known of few, and others may go on', () => {
    assert.equal(endsBefore('PA-220', '10.2.18-h2'), null);
    assert.equal(endsBefore('PA-220', '11.0.0'), '10.2');
    assert.equal(endsBefore('PA-440', '12.1.4'), null);
  });
});
