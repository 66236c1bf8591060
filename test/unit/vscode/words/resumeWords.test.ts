import assert from 'node:assert/strict';
import { isOneSuspended, resumeWords } from '../../../../src/vscode/words/resumeWords.ts';
import type { StepState } from '../../../../src/workflow/stepState.ts';
import { job, step } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';

const sent: StepState['effect'] = {
  phase: 'done',
  attempts: 1,
  evidence: null,
  answered: true,
  deviceJob: null,
};

function pair(suspended: boolean): ReturnType<typeof job> {
  return job({
    type: 'ha_pair',
    steps: [
      step({
        id: 'a',
        kind: 'suspend',
        serial: sn('001'),
        hop: 1,
        state: 'done',
        effect: suspended ? sent : null,
      }),
      step({ id: 'b', kind: 'make_functional', serial: sn('001'), hop: 1, state: 'pending', effect: null }),
    ],
  });
}

describe('resumeWords', () => {
  it('says how many jobs wait', () => {
    assert.match(resumeWords([job()]), /^1 job was under way when the window closed\. The engine is paused/);
    assert.match(resumeWords([job(), job()]), /^2 jobs were under way/);
  });

  it('names pairs that do without a member meanwhile', () => {
    assert.equal(isOneSuspended(pair(false)), false);
    assert.equal(isOneSuspended(pair(true)), true);
    assert.doesNotMatch(resumeWords([pair(false)]), /suspended/);
    assert.match(
      resumeWords([pair(true)]),
      / A member of .+ is suspended: that does not wait, but goes on until the pair is whole\.$/,
    );
  });
});
