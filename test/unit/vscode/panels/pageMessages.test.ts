/** What a table page may say to the host. */
import assert from 'node:assert/strict';
import { readPageMessage } from '../../../../src/vscode/panels/page/pageMessages.ts';
import { isToPage } from '../../../../webview-ui/protocol.ts';

const choices = {
  table: 'preview',
  sorting: { column: 1, descending: false },
  filter: 'hq',
  counter: null,
  leftOut: ['4'],
};

describe('messages of table pages', () => {
  it('name a button with the selected rows, a row, or what was chosen', () => {
    for (const message of [
      { type: 'act', id: 'queue', selected: ['0', '7'] },
      { type: 'act', id: 'stop', selected: [] },
      { type: 'openRow', id: '001234567890' },
      { type: 'choices', choices },
      { type: 'choices', choices: { ...choices, sorting: null, counter: 'ready' } },
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
      { type: 'choices' },
      { type: 'choices', choices: { ...choices, leftOut: 'all' } },
      { type: 'choices', choices: { ...choices, sorting: { column: 'Device', descending: false } } },
      { type: 'choices', choices: { ...choices, rows: [] } },
    ]) {
      assert.equal(readPageMessage(foreign), null, JSON.stringify(foreign));
    }
  });

  it('to a table page are taken only when they are complete', () => {
    assert.equal(isToPage({ type: 'rows', all: null, rows: [], gone: [] }), true);
    assert.equal(isToPage({ type: 'choices', choices }), true);
    for (const foreign of [
      { type: 'rows' },
      { type: 'rows', rows: {} },
      { type: 'table' },
      { type: 'table', head: null },
      { type: 'choices', choices: null },
    ]) {
      assert.equal(isToPage(foreign), false, JSON.stringify(foreign));
    }
  });
});
