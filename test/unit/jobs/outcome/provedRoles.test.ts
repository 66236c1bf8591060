import assert from 'node:assert/strict';
import type { Job } from '../../../../src/jobs/job.ts';
import { provedRoles } from '../../../../src/jobs/outcome/provedRoles.ts';

const job = { runs: [{ serial: 'a' }, { serial: 'b' }] } as unknown as Job;

describe('provedRoles', () => {
  it('are those of both members', () => {
    assert.deepEqual(
      [...provedRoles(job, { active: 'b' })],
      [
        ['a', 'passive'],
        ['b', 'active'],
      ],
    );
  });

  it('keep the words of a pair whose members both forward', () => {
    assert.deepEqual(
      [...provedRoles(job, { active: 'b', mode: 'active-active' })],
      [
        ['a', 'active-secondary'],
        ['b', 'active-primary'],
      ],
    );
  });

  it('tell a member that the job has taken out', () => {
    assert.deepEqual(
      [...provedRoles(job, { active: 'b', suspended: 'a' })],
      [
        ['a', 'suspended'],
        ['b', 'active'],
      ],
    );
  });

  it('are none where a step proved none', () => {
    assert.equal(provedRoles(job, { swVersion: '11.1.4' }).size, 0);
  });
});
