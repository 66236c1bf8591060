import assert from 'node:assert/strict';
import { pathFrom } from '../../../src/planning/pathFrom.ts';

describe('pathFrom', () => {
  const paths = new Map([
    ['10.1.14', ['10.2.10', '11.1.4-h7']],
    ['10.1.6', ['10.2.10', '11.1.4-h7']],
    ['11.0.4', ['11.1.2', '11.1.6']],
    ['11.0.5', ['11.1.2', '11.2.7']],
    ['11.0.6', ['11.1.3']],
    ['11.0.7', ['11.1.3', '11.1.6']],
  ]);

  it('is the line of the version', () => {
    assert.deepEqual(pathFrom('10.1.14', paths), ['10.2.10', '11.1.4-h7']);
  });

  it('is the rest of the lines that pass through it, when they agree', () => {
    assert.deepEqual(pathFrom('10.2.10', paths), ['11.1.4-h7']);
  });

  it('is none where lines disagree, where one ends, and where there is none', () => {
    for (const version of ['11.1.2', '11.1.3', '11.1.4-h7', '9.1.0']) {
      assert.equal(pathFrom(version, paths), undefined, version);
    }
  });
});
