import assert from 'node:assert/strict';
import { groupJobs } from '../../../../src/vscode/trees/jobGroups.ts';
import { job } from '../../../support/sampleJob.ts';

describe('the groups of jobs', () => {
  it('shows waiting ones in the order they will start, all others newest first', () => {
    const jobs = [
      job({ id: 'q3', status: 'queued', createdAt: 3, priority: 1 }, 's6'),
      job({ id: 'q2', status: 'queued', createdAt: 2 }, 's5'),
      job({ id: 'q1', status: 'queued', createdAt: 1 }, 's4'),
      job({ id: 'run', status: 'active' }, 's3'),
      job({ id: 'bad', status: 'failed' }, 's2'),
      job({ id: 'good', status: 'completed' }, 's1'),
    ];
    const groups = [...groupJobs(jobs)].map(([group, members]) => [group, ...members.map(({ id }) => id)]);
    assert.deepEqual(groups, [
      ['active', 'run'],
      ['queued', 'q3', 'q1', 'q2'],
      ['attention', 'bad'],
      ['finished', 'good'],
    ]);
  });
});
