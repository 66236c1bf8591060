/** In which order the upgrades of a bulk are queued. */
import assert from 'node:assert/strict';
import { longestFirst } from '../../../../src/jobs/survey/longestFirst.ts';
import { NOTHING_MEASURED } from '../../../../src/jobs/survey/upgradeEstimate.ts';
import type { UpgradeTarget } from '../../../../src/jobs/submission/upgradeTarget.ts';

const PATHS = new Map([['10.1.14', ['10.2.10', '11.1.4-h7']]]);
const VERSIONS: Readonly<Record<string, string>> = {
  two: '10.1.14',
  one: '10.2.10',
  none: '11.1.4-h7',
  far: '9.0.0',
  unread: '',
};

function ordered(targets: readonly UpgradeTarget[], slow = ''): string[] {
  const order = longestFirst(targets, PATHS, (serial) => {
    const swVersion = VERSIONS[serial.split('-')[0] ?? ''];
    if (swVersion === undefined) return undefined;
    const durations = serial === slow ? { ...NOTHING_MEASURED, installSeconds: 4000 } : NOTHING_MEASURED;
    return { swVersion, durations };
  });
  return order.map((target) => target.join('+'));
}

describe('longestFirst', () => {
  it('puts those with most to do first, a pair as both of its members', () => {
    assert.deepEqual(ordered([['none'], ['one'], ['two'], ['one-a', 'one-b'], ['two-a', 'two-b']]), [
      'two-a+two-b',
      'two',
      'one-a+one-b',
      'one',
      'none',
    ]);
  });

  it('keeps the order of equals, and of what is not known', () => {
    const list: UpgradeTarget[] = [['one-b'], ['one-a'], ['far'], ['unread'], ['stranger']];
    assert.deepEqual(ordered(list), ['one-b', 'one-a', 'far', 'unread', 'stranger']);
  });

  it('goes by what the model took before', () => {
    assert.deepEqual(ordered([['one-a'], ['one-b']], 'one-b'), ['one-b', 'one-a']);
  });
});
