/** How the steps of a job are grouped into hops, of one device and of a pair. */
import assert from 'node:assert/strict';
import type { Job } from '../../../../src/jobs/job.ts';
import { hopsOf } from '../../../../src/vscode/words/hops.ts';
import type { StepState } from '../../../../src/workflow/stepState.ts';
import { job, step } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';

describe('the hops of a job', () => {
  it('are in order, and the one in work or where it stopped is the current one', () => {
    const second = { hop: 2, fromVersion: '10.2.10' };
    const steps = [step({ state: 'done' }), step({ ...second, state: 'failed' }), step(second)];
    assert.deepEqual(
      hopsOf(job({ steps })).map(({ title, isCurrent, steps: members }) => [
        title,
        isCurrent,
        members.length,
      ]),
      [
        ['10.1.14 → 10.2.10', false, 1],
        ['10.2.10 → 11.1.4-h7', true, 2],
      ],
    );
  });
});

describe('the hops of a pair', () => {
  const [run] = job().runs;
  assert.ok(run !== undefined);
  const pair = (steps: StepState[]): Job =>
    job({
      type: 'ha_pair',
      runs: [
        { ...run, hostname: 'fw-a', startingVersion: '10.2.10', path: ['11.1.4'] },
        { ...run, serial: sn('002'), hostname: 'fw-b', path: ['10.2.10', '11.1.4'] },
      ],
      steps,
    });
  const of = (serial: string, hop: number, kind: StepState['kind'], version: string): StepState =>
    step({ serial: sn(serial), hop, kind, version, id: `${serial}.${hop}.${kind}`, fromVersion: '10.2.10' });

  it('are those of both members, by what is installed in them, and the way back to the first roles', () => {
    const steps = [
      { ...of('001', 1, 'check_pair', '10.2.10'), state: 'done' as const },
      { ...of('002', 1, 'install', '10.2.10'), fromVersion: '10.1.14', state: 'done' as const },
      of('001', 2, 'install', '11.1.4'),
      of('002', 2, 'install', '11.1.4'),
      of('001', 3, 'check_pair', '11.1.4'),
      of('002', 3, 'suspend', '11.1.4'),
    ];
    assert.deepEqual(
      hopsOf(pair(steps)).map(({ title, isCurrent, steps: members }) => [title, isCurrent, members.length]),
      [
        ['10.1.14 → 10.2.10', false, 2],
        ['10.2.10 → 11.1.4', true, 2],
        ['fw-a leads again', false, 2],
      ],
    );
  });
});
