import assert from 'node:assert/strict';
import { requirePaths } from '../../../src/planning/requirePaths.ts';

describe('requirePaths', () => {
  it('gives the paths of a sound table', () => {
    assert.deepEqual(requirePaths('{"10.1.14": ["10.2.10"]}').get('10.1.14'), ['10.2.10']);
  });

  it('says what to do without a table', () => {
    assert.throws(() => requirePaths(null), /Open Upgrade Paths/);
  });

  it('carries what is wrong as data', () => {
    assert.throws(() => requirePaths(null), { trouble: { code: 'upgrade_paths_missing' } });
    const message = 'A list of versions is expected, such as ["10.2.0", "11.1.4"]';
    assert.throws(() => requirePaths('{"10.1.0": 1, "10.2.0": 2}'), {
      trouble: {
        ...{ code: 'upgrade_paths_broken', others: 1 },
        first: { line: 1, column: 12, path: '10.1.0', message },
      },
    });
  });

  it('names the place of the first problem and how many there are', () => {
    assert.throws(
      () => requirePaths('{"10.1.14": ["10.0.1", "banana"]}'),
      /cannot be used, so nothing is planned\. Line 1, column 14: .* There is 1 more\./,
    );
  });
});
