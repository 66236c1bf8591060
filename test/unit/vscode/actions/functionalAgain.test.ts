/** What is told when a member is functional again that a job had left suspended. */
import assert from 'node:assert/strict';
import type { SuspendedNow } from '../../../../src/jobs/outcome/suspendedNow.ts';
import { functionalAgain } from '../../../../src/vscode/actions/functionalAgain.ts';
import { job, run, step } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';
import { fakeEngine } from '../fakeEngine.ts';

const member: SuspendedNow = {
  serial: sn('001'),
  hostname: 'fw-1',
  jobId: 'job-1',
  step: 'back',
  since: 5,
  isProved: true,
  seen: null,
  nextAt: null,
  isTried: true,
};

describe('a member that is functional again', () => {
  const back = step({ id: 'back', kind: 'make_functional', state: 'done', message: 'It is passive.' });
  const runs = [run(), run({ serial: sn('002'), hostname: 'fw-2' })];
  const ended = job({ status: 'failed', runs, steps: [back] });
  const told = (one = ended, suspended: readonly SuspendedNow[] = []): readonly unknown[] =>
    functionalAgain([member], { ...fakeEngine('owner', [one]), suspended });

  it('is told of, with what it is now', () => {
    assert.deepEqual(told(), [{ jobId: 'job-1', message: 'fw-1 is functional again. It is passive.' }]);
  });

  it('is told of with what is still to be done on its pair', () => {
    const half = [run({ currentVersion: '10.2.10' }), run({ serial: sn('002'), hostname: 'fw-2' })];
    const [one] = functionalAgain([member], fakeEngine('owner', [{ ...ended, runs: half }]));
    assert.match(one?.message ?? '', /It is passive\. The pair is half upgraded: .* Upgrade it again, soon/);
  });

  it('is not told of while it is suspended, or where somebody else has taken it over', () => {
    assert.deepEqual(told(ended, [member]), []);
    assert.deepEqual(told({ ...ended, steps: [{ ...back, state: 'failed' }] }), []);
    assert.deepEqual(functionalAgain([member], fakeEngine()), []);
    assert.deepEqual(functionalAgain([], fakeEngine('owner', [ended])), []);
  });
});
