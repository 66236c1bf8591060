import assert from 'node:assert/strict';
import { baseImageOf } from '../../../src/planning/baseImage.ts';
import { image } from './sampleImages.ts';

describe('baseImageOf', () => {
  it('is the .0 of a feature release', () => {
    assert.equal(baseImageOf('11.1', []), '11.1.0');
  });

  it('knows the releases without a .0', () => {
    assert.equal(baseImageOf('12.1', []), '12.1.2');
    assert.equal(baseImageOf('7.0', []), '7.0.1');
  });

  it('believes a device that marks its base images', () => {
    const listed = [
      image('12.2.3', { isBase: true }),
      image('12.2.1', { isBase: true }),
      image('12.2.0', { isBase: false }),
    ];
    assert.equal(baseImageOf('12.2', listed), '12.2.1');
    assert.equal(baseImageOf('12.1', listed), '12.1.2');
  });
});
