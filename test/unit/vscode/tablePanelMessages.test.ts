/** What a table page may say to the host. */
import assert from 'node:assert/strict';
import { readPageMessage } from '../../../src/vscode/panels/pageMessages.ts';
import { isToPage } from '../../../webview-ui/protocol.ts';

describe('messages of table pages', () => {
  it('name a button with the selected rows, or a row', () => {
    for (const message of [
      { type: 'act', id: 'queue', selected: ['0', '7'] },
      { type: 'act', id: 'stop', selected: [] },
      { type: 'openRow', id: '001234567890' },
    ]) {
      assert.deepEqual(readPageMessage(message), message);
    }
  });

  it('are taken only when they are complete, and nothing is beside it', () => {
    for (const foreign of [
      { type: 'act' },
      { type: 'act', id: 'queue' },
      { type: 'act', id: 7, selected: [] },
      { type: 'act', id: 'queue', selected: 'all' },
      { type: 'act', id: 'queue', selected: [1] },
      { type: 'act', id: 'queue', selected: [], command: 'panosUpgrade.upgradeDevice' },
      { type: 'openRow' },
      { type: 'openRow', id: null },
      { type: 'openRow', id: '001', jobId: 'job-1' },
    ]) {
      assert.equal(readPageMessage(foreign), null, JSON.stringify(foreign));
    }
  });

  it('to a table page are taken only when they are complete', () => {
    assert.equal(isToPage({ type: 'rows', all: null, rows: [], gone: [] }), true);
    for (const foreign of [
      { type: 'rows' },
      { type: 'rows', rows: {} },
      { type: 'table' },
      { type: 'table', head: null },
    ]) {
      assert.equal(isToPage(foreign), false, JSON.stringify(foreign));
    }
  });
});
