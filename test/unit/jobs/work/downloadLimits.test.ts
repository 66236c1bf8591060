import assert from 'node:assert/strict';
import type { Job } from '../../../../src/jobs/job.ts';
import { mayStartNow } from '../../../../src/jobs/work/downloadLimits.ts';
import { device } from '../../../support/sampleDevice.ts';
import { job } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';

const limits = { maxConcurrent: 4, maxConcurrentPerGroup: 2 };

const download = (serial: string): Job => job({ id: `job-${serial}`, type: 'download_only' }, serial);

const peers = new Map([
  ['p1', sn('p2')],
  ['p2', sn('p1')],
]);

/** Devices `a1`, `a2` ... are of group a; `x...` of none. */
const inventory = {
  get: (serial: string) => device({ serial: sn(serial), peerSerial: peers.get(serial) ?? null }),
  groupOf: (serial: string) => (serial.startsWith('x') ? null : serial.slice(0, 1)),
};

const may = (next: Job, ...atWork: Job[]): boolean => mayStartNow(next, atWork, limits, inventory);

describe('mayStartNow', () => {
  it('keeps to the limit of all downloads', () => {
    const busy = ['a1', 'b1', 'c1', 'x1'].map(download);
    assert.equal(may(download('d1'), ...busy.slice(1)), true);
    assert.equal(may(download('d1'), ...busy), false);
  });

  it('keeps to the limit of a group, and lets others go first', () => {
    assert.equal(may(download('a3'), download('a1'), download('a2')), false);
    assert.equal(may(download('b1'), download('a1'), download('a2')), true);
  });

  it('has no limit of a group where no group is known', () => {
    assert.equal(may(download('x3'), download('x1'), download('x2')), true);
  });

  it('lets one member of a pair wait for the other', () => {
    assert.equal(may(download('p2'), download('p1')), false);
  });

  it('counts downloads only, and holds back nothing else', () => {
    const upgrades = ['a1', 'a2', 'b1', 'c1'].map((serial) => job({}, serial));
    assert.equal(may(download('a3'), ...upgrades), true);
    assert.equal(may(job({}, 'a3'), ...['a1', 'a2', 'b1', 'c1'].map(download)), true);
  });
});
