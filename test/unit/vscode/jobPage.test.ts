/** The way of a job to its page: the view of it, the messages, the page's frame. */
import assert from 'node:assert/strict';
import { jobView } from '../../../src/vscode/panels/jobView.ts';
import { pageHtml } from '../../../src/vscode/panels/pageHtml.ts';
import { readPageMessage, readPageState } from '../../../src/vscode/panels/pageMessages.ts';
import { isToPage } from '../../../webview-ui/protocol.ts';
import { job, step } from './samples.ts';

const time = (at: number): string => `at ${at}`;

describe('a job as its page shows it', () => {
  const running = step({ state: 'running', startedAt: 1000, facts: { uptime: 7, nothing: null } });
  const live = { stepId: running.id, percent: 43, message: 'installing: 43 %' };
  const active = job({ steps: [running, step({ id: 'hop2.install', hop: 2, fromVersion: '10.2.10' })] });

  it('has the path with what is reached and what is in work', () => {
    assert.deepEqual(jobView(active, live, 0, time).path, [
      { version: '10.1.14', state: 'reached' },
      { version: '10.2.10', state: 'next' },
      { version: '11.1.4-h7', state: 'ahead' },
    ]);
    const [run] = active.runs;
    const stopped = job({ status: 'cancelled', runs: run ? [{ ...run, currentVersion: '10.2.10' }] : [] });
    assert.deepEqual(
      jobView(stopped, null, 0, time).path.map(({ state }) => state),
      ['reached', 'reached', 'ahead'],
    );
  });

  it('has every step with its hop, its progress, its times and its evidence', () => {
    const [first, second] = jobView(active, live, 66_000, time).steps;
    assert.deepEqual(first, {
      id: 'hop1.install',
      hop: '10.1.14 → 10.2.10',
      title: 'Install 10.2.10',
      reason: running.reason,
      status: 'running',
      statusWord: 'Running',
      percent: 43,
      message: 'installing: 43 %',
      startedAt: 'at 1000',
      duration: '1 min 5 s',
      facts: [['uptime', '7']],
    });
    assert.equal(second?.hop, '10.2.10 → 11.1.4-h7');
    assert.equal(second.percent, null);
  });

  it('has what cancelling leaves behind as long as it can be cancelled', () => {
    assert.match(jobView(active, live, 0, time).cancelConsequence ?? '', /does not restart/);
    assert.equal(jobView({ ...active, cancelRequested: true }, live, 0, time).cancelConsequence, null);
  });

  it('shows no step as running once the job has ended', () => {
    const stopped = { ...active, status: 'needs_operator', endedAt: 3000 } as const;
    const [interrupted] = jobView(stopped, null, 9_000_000, time).steps;
    assert.equal(interrupted?.status, 'attention');
    assert.equal(interrupted.duration, '2 s');
  });

  it('is a message the page understands', () => {
    assert.equal(isToPage({ type: 'job', job: jobView(active, live, 0, time) }), true);
    assert.equal(isToPage({ type: 'noJob', message: 'gone' }), true);
  });
});

describe('messages', () => {
  it('of a page are taken only when they are ours', () => {
    assert.deepEqual(readPageMessage({ type: 'cancel' }), { type: 'cancel' });
    for (const foreign of [null, 'cancel', {}, { type: 'upgrade' }, { type: 'cancel', jobId: 'other' }]) {
      assert.equal(readPageMessage(foreign), null);
    }
  });

  it('to a page are taken only when they are complete', () => {
    for (const foreign of [
      null,
      'x',
      {},
      { type: 'job' },
      { type: 'job', job: { id: 'x' } },
      { type: 'noJob' },
    ]) {
      assert.equal(isToPage(foreign), false, JSON.stringify(foreign));
    }
  });

  it('a page is restored by nothing but its job id', () => {
    assert.equal(readPageState({ jobId: 'job-1' }), 'job-1');
    for (const foreign of [undefined, null, {}, { jobId: '' }, { jobId: 7 }]) {
      assert.equal(readPageState(foreign), null);
    }
  });
});

describe('the frame of a page', () => {
  const html = pageHtml({
    title: 'Job',
    cspSource: 'https://webview.example',
    styleUri: 'https://webview.example/job.css',
    scriptUri: 'https://webview.example/job.js',
    nonce: 'NONCE',
    identity: '"><script>alert(1)</script>',
  });

  it('lets nothing in but our style, our fonts and the script with the nonce', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; style-src https://webview.example 'nonce-NONCE'; " +
        "font-src https://webview.example; script-src 'nonce-NONCE'",
    );
  });

  it('holds one script, whatever the identity says', () => {
    assert.equal(html.match(/<script/g)?.length, 1);
  });
});
