/** The questions before jobs are tried again, and why one cannot be taken. */
import assert from 'node:assert/strict';
import type { UpgradePlan } from '../../../../src/planning/plan.ts';
import { retryQuestion } from '../../../../src/vscode/commands/asking/retryQuestion.ts';
import { pairQuestion } from '../../../../src/vscode/commands/asking/upgradeQuestionWords.ts';
import { conflictWords } from '../../../../src/vscode/words/conflictWords.ts';
import { device } from '../../../support/sampleDevice.ts';
import { job } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';

describe('the question before failed jobs are tried again', () => {
  it('says that downloads harm nothing', () => {
    assert.deepEqual(retryQuestion({ downloads: 1, upgrades: 0, restarts: 0, left: [] }), {
      message: 'Try 1 failed job again?',
      detail: 'It only downloads images.',
      confirm: 'Retry 1 Job',
    });
    const two = retryQuestion({ downloads: 2, upgrades: 0, restarts: 0, left: [] });
    assert.deepEqual([two.detail, two.confirm], ['They only download images.', 'Retry 2 Jobs']);
  });

  it('counts upgrades and restarts, on the button, too', () => {
    const mixed = retryQuestion({ downloads: 2, upgrades: 1, restarts: 2, left: [] });
    assert.equal(mixed.message, 'Try 3 failed jobs again?');
    assert.match(
      mixed.detail,
      /^1 of them is an upgrade, with 2 restarts\. .* The others only download images\.$/,
    );
    assert.equal(mixed.confirm, 'Retry with 2 Restarts');
    const one = retryQuestion({ downloads: 0, upgrades: 1, restarts: 1, left: [] });
    assert.match(one.detail, /^It is an upgrade, with 1 restart\. /);
    assert.doesNotMatch(one.detail, /others/);
    assert.match(
      retryQuestion({ downloads: 0, upgrades: 2, restarts: 4, left: [] }).detail,
      /^All of them are upgrades, /,
    );
  });
});

describe('the question before the upgrade of a pair is tried again', () => {
  it('says how far each member has come, and counts the restarts of both', () => {
    const plan: UpgradePlan = {
      ok: true,
      path: ['10.2.10', '11.1.4'],
      line: null,
      choice: '',
      notes: [],
      hops: [
        { from: '10.1.14', to: '10.2.10', images: [] },
        { from: '10.2.10', to: '11.1.4', images: [] },
      ],
    };
    const other = device({ serial: sn('002'), hostname: 'fw-2', swVersion: '11.1.4' });
    const { message, detail, confirm } = pairQuestion([
      { device: device(), plan, left: undefined },
      { device: other, plan: null, left: undefined },
    ]);
    assert.equal(message, 'Upgrade the HA pair fw-1 + fw-2 to 11.1.4 again?');
    assert.match(detail, /^fw-1: 10\.1\.14 → 10\.2\.10 → 11\.1\.4\nfw-2: runs 11\.1\.4 already\n/);
    assert.equal(confirm, 'Upgrade with 2 Restarts');
  });
});

describe('why a device cannot have another job', () => {
  const download = job({ id: 'job-a', type: 'download_only', status: 'queued' });
  const upgrade = job({ id: 'job-b' });

  it('is said in plain words, with the other job', () => {
    assert.equal(
      conflictWords('fw-1', upgrade, 'download_only'),
      'fw-1 is being upgraded by job-b; images cannot be downloaded beside it.',
    );
    assert.equal(
      conflictWords('fw-1', { ...upgrade, status: 'queued' }, 'standalone'),
      'An upgrade of fw-1 is queued already (job-b); one job at a time.',
    );
    assert.equal(
      conflictWords('fw-1', download, 'standalone'),
      'A download of images to fw-1 is queued already (job-a); it cannot be upgraded beside it.',
    );
    assert.equal(
      conflictWords('fw-1', { ...download, status: 'active' }, 'ha_pair'),
      'Images are being downloaded to fw-1 by job-a; the pair cannot be upgraded beside it.',
    );
  });
});
