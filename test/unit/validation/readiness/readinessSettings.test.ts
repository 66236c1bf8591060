import assert from 'node:assert/strict';
import { checkIds } from '../../../../src/validation/checkResult.ts';
import { ALL_CHECKS } from '../../../../src/validation/readiness/allChecks.ts';
import { policiesInPair } from '../../../../src/validation/readiness/readinessSettings.ts';

describe('the checks of a survey', () => {
  it('stand in one order everywhere', () => {
    assert.deepEqual(
      ALL_CHECKS.map(({ id }) => id),
      checkIds,
    );
  });
});

describe('the policies for a member of a pair that is upgraded', () => {
  it('leave its roles to the judge of the pair unless the user has named the check', () => {
    assert.deepEqual(policiesInPair({ memory: 'block' }, false), { memory: 'block', ha: 'off' });
    for (const ha of ['block', 'warn', 'off'] as const)
      assert.deepEqual(policiesInPair({ ha }, false), { ha });
  });

  it('never stop it for a preemption that the user bears', () => {
    assert.deepEqual(policiesInPair({ ha: 'block' }, true), { ha: 'warn' });
    assert.deepEqual(policiesInPair({ ha: 'off' }, true), { ha: 'off' });
    assert.deepEqual(policiesInPair({}, true), { ha: 'off' });
  });
});
