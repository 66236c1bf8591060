import assert from 'node:assert/strict';
import { describeRecord, isOfTrouble } from '../../../../src/jobs/outcome/jobLog.ts';
import type { JournalEntry } from '../../../../src/workflow/journalRecord.ts';
import { samplePin } from '../../../support/samplePin.ts';
import { sn } from '../../../support/serials.ts';

const line = (entry: JournalEntry): string | null =>
  describeRecord({ ...entry, seq: 1, epoch: 1, at: 0 }, undefined);

describe('describeRecord', () => {
  it('tells of a job from its submission to its end', () => {
    const devices = [{ serial: sn('0017'), hostname: 'fw', address: '10.0.0.1' }];
    const data = {
      type: 'standalone' as const,
      devices,
      dryRun: true,
      allowPreemption: false,
      by: 'alice',
      batch: null,
    };
    assert.equal(line({ kind: 'JOB_SUBMITTED', job: 'job-1', data }), 'job-1 : queued (dry run) by alice');
    assert.equal(
      line({
        kind: 'JOB_ENDED',
        job: 'job-1',
        data: { ending: 'failed', message: 'No room.', brief: null, trouble: null },
      }),
      'job-1 : failed. No room.',
    );
  });

  it('of trouble is what ended badly, so that a log without what went well has it', () => {
    const ended = (ending: 'completed' | 'failed' | 'needs_operator'): JournalEntry => {
      return { kind: 'JOB_ENDED', job: 'job-1', data: { ending, message: '', brief: null, trouble: null } };
    };
    assert.deepEqual(
      (['completed', 'failed', 'needs_operator'] as const).map((ending) =>
        isOfTrouble({ ...ended(ending), seq: 1, epoch: 1, at: 0 }),
      ),
      [false, true, true],
    );
  });

  it('names the number of the job on the device', () => {
    const at = { job: 'job-1', serial: sn('0017'), step: '0017.hop1.install' };
    assert.match(
      line({ ...at, kind: 'ISSUED', data: { answered: true, deviceJob: 42 } }) ?? '',
      /accepted as job 42 of the device/,
    );
  });

  it('is silent about what is no job', () => {
    assert.equal(line({ kind: 'PIN_TRUSTED', data: samplePin('a:443') }), null);
  });
});
