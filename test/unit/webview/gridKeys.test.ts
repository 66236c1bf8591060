import assert from 'node:assert/strict';
import { carryOut, type GridActions, type GridRows } from '../../../webview-ui/table/gridKeys.ts';
import { row } from './sampleTable.ts';

const all = ['1', '2', '3', '4'].map((id) => row(id));

/** What a key did, on the row at this index. */
function press(key: string, { at = 1, shiftKey = false, closes = false } = {}): readonly string[] {
  const done: string[] = [];
  const rows: GridRows = {
    shown: () => all,
    active: () => (at === -1 ? null : { id: all[at]?.id ?? '', index: at }),
    activate: (index) => void done.push(`at ${index}`),
    pageSize: () => 2,
  };
  const actions: GridActions = {
    open: ({ id }) => void done.push(`open ${id}`),
    toggle: ({ id }) => void done.push(`toggle ${id}`),
    extend: (from, to) => void done.push(`${from.id} to ${to.map(({ id }) => id).join()}`),
    close: () => closes,
  };
  return carryOut({ key, shiftKey }, rows, actions) ? done : ['not ours'];
}

describe('the keys of a table', () => {
  it('move', () => {
    assert.deepEqual(press('ArrowDown'), ['at 2']);
    assert.deepEqual(press('End'), ['at 3']);
    assert.deepEqual(press('ArrowDown', { at: -1 }), ['at 0']);
  });

  it('with Shift do with the rows on the way what was done with the first', () => {
    assert.deepEqual(press('ArrowDown', { shiftKey: true }), ['at 2', '2 to 3']);
    assert.deepEqual(press('Home', { at: 3, shiftKey: true }), ['at 0', '4 to 1,2,3']);
    assert.deepEqual(press('End', { at: 3, shiftKey: true }), ['at 3', '4 to ']);
    assert.deepEqual(press('ArrowDown', { at: -1, shiftKey: true }), ['at 0']);
  });

  it('open a row, or take it in', () => {
    assert.deepEqual(press('Enter'), ['open 2']);
    assert.deepEqual(press(' '), ['toggle 2']);
    assert.deepEqual(press('Enter', { at: -1 }), ['not ours']);
  });

  it('are left to VS Code where they mean nothing here', () => {
    assert.deepEqual(press('Escape'), ['not ours']);
    assert.deepEqual(press('Escape', { closes: true }), []);
    assert.deepEqual(press('x'), ['not ours']);
  });
});
