import assert from 'node:assert/strict';
import type { Job, RunImage } from '../../../src/jobs/job.ts';
import { isJobRecord, reduceJob } from '../../../src/jobs/jobReducer.ts';
import { done } from '../../../src/workflow/stepResult.ts';
import { planDownloadSteps } from '../../../src/workflow/plan/planSteps.ts';
import type { JournalEntry, StepEnding } from '../../../src/workflow/journalRecord.ts';
import type { Facts } from '../../../src/workflow/stepFindings.ts';
import { sn } from '../../support/serials.ts';

const SERIAL = sn('001701000101');
const at = { job: 'job-1', serial: SERIAL, step: `${SERIAL}.hop1.download.10.2.0` };
const image = { version: '10.2.0', isBase: true, reason: 'base' };

const planned: readonly JournalEntry[] = [
  {
    kind: 'JOB_SUBMITTED',
    job: 'job-1',
    data: {
      type: 'download_only',
      devices: [{ serial: SERIAL, hostname: 'fw', address: '10.0.0.1' }],
      dryRun: false,
      allowPreemption: false,
      by: 'test',
      batch: 'batch-1',
    },
  },
  { kind: 'JOB_STARTED', job: 'job-1', data: {} },
  {
    kind: 'PLAN_FIXED',
    job: 'job-1',
    data: {
      runs: [
        {
          serial: SERIAL,
          startingVersion: '10.1.14',
          path: ['10.2.0'],
          images: [
            { version: '10.2.0', sizeMb: null, listed: true },
            { version: '12.1.2', sizeMb: null, listed: false },
          ],
        },
      ],
      steps: planDownloadSteps(SERIAL, '10.1.14', '10.2.0', [image]),
    },
  },
];

function imageAfter(...entries: JournalEntry[]): RunImage | undefined {
  let job: Job | undefined;
  for (const [index, entry] of [...planned, ...entries].entries()) {
    const record = { ...entry, seq: index + 1, epoch: 1, at: 100 * index };
    if (isJobRecord(record)) job = reduceJob(job, record);
  }
  return job?.runs[0]?.images[0];
}

const begun: JournalEntry = { ...at, kind: 'STEP_BEGIN', data: {} };
const ended = (ending: StepEnding, facts: Facts): JournalEntry => {
  return { ...at, kind: 'STEP_END', data: { ...done('', facts), ending, checks: [] } };
};

describe('the images of a download', () => {
  it('are known from the plan on, also those that are not offered', () => {
    const none = { sizeMb: null, integrity: null, sha256: null, startedAt: null, endedAt: null };
    assert.deepEqual(imageAfter(), { version: '10.2.0', state: 'pending', ...none });
  });

  it('are downloading while their step is under way, and then what the step found', () => {
    assert.equal(imageAfter(begun)?.state, 'downloading');
    const facts = { image: 'downloaded', sizeMb: 900, checksum: 'passed', sha256: 'ab' };
    assert.deepEqual(imageAfter(begun, ended('done', facts)), {
      version: '10.2.0',
      state: 'downloaded',
      sizeMb: 900,
      integrity: 'passed',
      sha256: 'ab',
      startedAt: 300,
      endedAt: 400,
    });
    assert.equal(imageAfter(begun, ended('done', { image: 'present' }))?.state, 'present');
    assert.equal(
      imageAfter(begun, ended('failed', { image: 'downloaded', checksum: 'mismatch' }))?.state,
      'failed',
    );
    assert.equal(imageAfter(begun, ended('done', { checksum: 'a word not known' }))?.integrity, null);
  });
});
