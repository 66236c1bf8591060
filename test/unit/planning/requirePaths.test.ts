import assert from 'node:assert/strict';
import { requirePaths } from '../../../src/planning/requirePaths.ts';

describe('requirePaths', () => {
  it('gives the paths of a sound table', () => {
    assert.deepEqual(requirePaths('{"10.1.14": ["10.2.10"]}').get('10.1.14'), ['10.2.10']);
  });

  it('says what to do without a table', () => {
    assert.throws(() => requirePaths(null), /Open Upgrade Paths/);
  });

  it('names the place of the first problem and how many there are', () => {
    assert.throws(
      () => requirePaths('{"10.1.14": ["10.0.1", "banana"]}'),
      /cannot be used, so nothing is planned\. Line 1, column 14: .* There is 1 more\./,
    );
  });
});
