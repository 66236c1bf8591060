/** *Show Log* of a job that this window has not carried: its log would be empty. */
import assert from 'node:assert/strict';
import type { Job } from '../../../../../src/jobs/job.ts';
import { showLog } from '../../../../../src/vscode/commands/editor/showLog.ts';
import { job, run, step } from '../../../../support/sampleJob.ts';
import { sn } from '../../../../support/serials.ts';
import { fakeEngine } from '../../fakeEngine.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

function shownLog(jobs: readonly Job[], target: unknown): readonly (readonly [Level | 'show', string])[] {
  const told: (readonly [Level | 'show', string])[] = [];
  const writes = (level: Level) => (message: string) => void told.push([level, message]);
  const channel = {
    ...{ debug: writes('debug'), info: writes('info'), warn: writes('warn'), error: writes('error') },
    show: () => void told.push(['show', '']),
    dispose: () => undefined,
  };
  showLog({ channel, holder: { engine: fakeEngine('owner', jobs), opened: null } as never }, target);
  return told;
}

const failed = job({
  status: 'failed',
  message: 'fw-b: no answer for ten minutes.',
  endedAt: 9000,
  runs: [run({ hostname: 'fw-a' }), run({ hostname: 'fw-b', serial: sn('002') })],
  steps: [
    step({ id: 'a', title: 'Install 10.2.10', state: 'done', startedAt: 1000, message: 'Installed.' }),
    step({
      id: 'b',
      serial: sn('002'),
      title: 'Restart fw-b',
      state: 'failed',
      startedAt: 2000,
      message: 'No answer.',
    }),
    step({ id: 'c', title: 'Compare' }),
  ],
});

describe('showLog', () => {
  it('writes down devices, job, steps and messages of the job it was asked about, then shows the log', () => {
    const [account, ...others] = shownLog([failed], { jobId: failed.id });
    assert.deepEqual(others, [['show', '']]);
    const [level, text] = account ?? ['info', ''];
    assert.equal(level, 'warn', 'a log whose level is Warning has it, too');
    const lines = text.split('\n');
    assert.equal(lines.length, 4, 'and nothing of a step that never began');
    assert.match(lines[0] ?? '', /^job-1, asked for by ada at .*: fw-a \(001, 10\.0\.0\.1\) \+ fw-b \(002, /);
    assert.match(lines[1] ?? '', /Install 10\.2\.10 on fw-a: done\. Installed\.$/);
    assert.match(lines[2] ?? '', /Restart fw-b: failed\. No answer\.$/);
    assert.equal(lines[3], 'job-1: failed. fw-b: no answer for ten minutes.');
  });

  it('shows the log as it is where it was asked about no job', () => {
    assert.deepEqual(shownLog([failed], undefined), [['show', '']]);
  });

  it('lets no message of a device make lines of its own', () => {
    const forged = { ...failed, message: 'no\njob-2: completed.' };
    const text = shownLog([forged], { jobId: failed.id })[0]?.[1] ?? '';
    assert.equal(text.split('\n').at(-1), 'job-1: failed. no job-2: completed.');
  });
});
