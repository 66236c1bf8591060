/** What a job's page and the extension tell each other, and the frame the page stands in. */
import assert from 'node:assert/strict';
import { pageHtml } from '../../../../src/vscode/exits/pageHtml.ts';
import { readPageKey, readPageMessage } from '../../../../src/vscode/panels/page/pageMessages.ts';
import { isToPage } from '../../../../webview-ui/protocol.ts';

describe('messages', () => {
  it('of a page are taken only when they are ours', () => {
    for (const type of ['ready', 'cancel', 'handOver', 'resumeEngine', 'showLog'] as const) {
      assert.deepEqual(readPageMessage({ type }), { type });
    }
    for (const foreign of [null, 'cancel', {}, { type: 'upgrade' }, { type: 'cancel', jobId: 'other' }]) {
      assert.equal(readPageMessage(foreign), null);
    }
  });

  it('of a page carry what was decided about which step', () => {
    const message = { type: 'decide', stepId: 'hop1.install', decision: 'happened' } as const;
    assert.deepEqual(readPageMessage(message), message);
    assert.equal(readPageMessage({ type: 'decide', decision: 'happened' }), null);
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
    assert.equal(readPageKey({ jobId: 'job-1' }), 'job-1');
    for (const foreign of [undefined, null, {}, { jobId: '' }, { jobId: 7 }]) {
      assert.equal(readPageKey(foreign), null);
    }
  });
});

describe('the frame of a page', () => {
  const html = pageHtml({
    title: '</title><script>alert(1)</script>',
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

  it('holds one script, whatever the title and the identity say', () => {
    assert.equal(html.match(/<script/g)?.length, 1);
  });
});
