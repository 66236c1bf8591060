import assert from 'node:assert/strict';
import { initialState, reduce } from '../../../webview-ui/job/pageState.ts';
import type { JobView, StepView } from '../../../webview-ui/protocol.ts';

const running: StepView = {
  id: 's',
  hop: '1 → 2',
  title: 'Install 2',
  reason: '',
  status: 'running',
  statusWord: 'Running',
  percent: 1,
  message: '',
  startedAt: '',
  duration: '',
  facts: [],
  actions: [],
};

const view: JobView = {
  id: 'job-1',
  devices: 'fw-1',
  aim: 'Upgrade to 2',
  path: [],
  status: 'running',
  statusWord: 'Active',
  percent: 1,
  message: 'installing: 1 %',
  facts: [],
  steps: [running],
  isHeld: false,
  canCancel: true,
  canHandOver: true,
  decision: null,
  actions: [],
  consequence: '',
};

describe('the state of the Job page', () => {
  it('waits for its first snapshot', () => {
    assert.deepEqual(initialState, { job: null, notice: 'Waiting for the job.', announcement: '' });
  });

  it('shows the newest snapshot', () => {
    const state = reduce(reduce(initialState, { type: 'noJob', message: 'x' }), { type: 'job', job: view });
    assert.equal(state.job, view);
    assert.equal(state.notice, '');
  });

  it('speaks when a step begins, not with every percent', () => {
    const first = reduce(initialState, { type: 'job', job: view });
    assert.equal(first.announcement, 'Active: Install 2');
    const later = { ...view, percent: 9, message: 'installing: 9 %', steps: [{ ...running, percent: 9 }] };
    assert.equal(reduce(first, { type: 'job', job: later }).announcement, first.announcement);
  });

  it('speaks the result', () => {
    const ended: JobView = { ...view, statusWord: 'Completed', message: 'Upgraded to 2.', steps: [] };
    assert.equal(reduce(initialState, { type: 'job', job: ended }).announcement, 'Completed. Upgraded to 2.');
  });

  it('shows and speaks why there is nothing to show', () => {
    const state = reduce(reduce(initialState, { type: 'job', job: view }), {
      type: 'noJob',
      message: 'It is gone.',
    });
    assert.deepEqual(state, { job: null, notice: 'It is gone.', announcement: 'It is gone.' });
  });
});
