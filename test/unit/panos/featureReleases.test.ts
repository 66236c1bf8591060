import assert from 'node:assert/strict';
import { pairGap } from '../../../src/panos/featureReleases.ts';

describe('how far apart the members of a pair may be', () => {
  const verdict = (one: string, other: string): string => {
    const gap = pairGap(one, other);
    assert.deepEqual(pairGap(other, one), gap);
    return gap === null ? 'no version' : `${gap.verdict} ${gap.apart}`;
  };

  it('is the next feature release, on any release', () => {
    assert.equal(verdict('10.2.1', '10.2.10'), 'borne 0');
    for (const [one = '', other = ''] of [
      ['8.1.20', '9.0.5'],
      ['10.1.14', '10.2.10'],
      ['10.2.10', '11.0.4'],
      ['11.2.4', '12.1.4'],
    ]) {
      assert.equal(verdict(one, other), 'borne 1');
    }
  });

  it('is certainly no more below 10.2, and disputed from there on', () => {
    assert.equal(verdict('9.1.13', '10.1.14'), 'not_borne 2');
    assert.equal(verdict('10.1.14', '11.1.4'), 'not_borne 3');
    assert.equal(verdict('10.2.0-b36', '11.1.4'), 'disputed 2');
    assert.equal(verdict('10.2.10', '12.1.4'), 'disputed 4');
  });

  it('counts releases that are not known as far as others are', () => {
    assert.equal(verdict('12.1.4', '12.2.1'), 'borne 1');
    assert.equal(verdict('11.2.4', '12.2.1'), 'disputed 2');
    assert.equal(verdict('constructor', '12.2.1'), 'no version');
  });
});
