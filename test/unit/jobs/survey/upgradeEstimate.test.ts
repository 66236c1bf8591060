/** About how long upgrades take, and what is said of it when nothing was measured. */
import assert from 'node:assert/strict';
import {
  estimateDevice,
  inTurn,
  makespan,
  NOTHING_MEASURED,
  type Durations,
} from '../../../../src/jobs/survey/upgradeEstimate.ts';

const measured: Durations = { mbPerSecond: 10, installSeconds: 300, restartSeconds: 500 };

describe('the estimate of one device', () => {
  it('is what earlier jobs took, and the checks of each hop', () => {
    assert.deepEqual(estimateDevice({ hops: 2, fetchMb: 1000, unsized: 0 }, measured), {
      seconds: 100 + 2 * (300 + 500 + 120),
      isMeasured: true,
    });
  });

  it('is assumed as a whole where a part of it is', () => {
    const work = { hops: 1, fetchMb: 400, unsized: 0 };
    assert.deepEqual(estimateDevice(work, NOTHING_MEASURED), {
      seconds: 100 + 900 + 900 + 120,
      isMeasured: false,
    });
    for (const name of ['mbPerSecond', 'installSeconds', 'restartSeconds'] as const)
      assert.equal(estimateDevice(work, { ...measured, [name]: null }).isMeasured, false, name);
  });

  it('needs no rate where nothing is to be fetched, and no restart where none is left', () => {
    const hop = { hops: 1, fetchMb: 0, unsized: 0 };
    assert.equal(estimateDevice(hop, { ...measured, mbPerSecond: null }).isMeasured, true);
    const none = estimateDevice({ hops: 0, fetchMb: 0, unsized: 0 }, NOTHING_MEASURED);
    assert.deepEqual(none, { seconds: 0, isMeasured: true });
  });

  it('assumes a size for an image that tells none', () => {
    const unsized = estimateDevice({ hops: 0, fetchMb: 0, unsized: 1 }, measured);
    assert.deepEqual(unsized, { seconds: 80, isMeasured: false });
  });
});

describe('the estimate of a pair', () => {
  it('is its members one after the other, measured where both are', () => {
    const [long, short] = [
      { seconds: 100, isMeasured: true },
      { seconds: 20, isMeasured: false },
    ];
    assert.deepEqual(inTurn([long, short]), { seconds: 120, isMeasured: false });
    assert.deepEqual(inTurn([long, long]), { seconds: 200, isMeasured: true });
  });
});

describe('the estimate of many', () => {
  it('gives the longest job that waits to the worker that is free first', () => {
    assert.equal(makespan([2, 3, 3, 5, 5], 2), 10);
    assert.equal(makespan([7, 7, 6, 6, 5, 5, 4, 4, 4], 4), 15);
    assert.equal(makespan([4, 2, 1], 1), 7);
  });

  it('is the longest job where there are workers for all, and nothing without jobs', () => {
    assert.equal(makespan([1, 9, 3], 50), 9);
    assert.equal(makespan([], 5), 0);
  });
});
