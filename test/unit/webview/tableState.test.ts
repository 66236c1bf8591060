/** The table page's state: what it was told, and what the user chose. */
import assert from 'node:assert/strict';
import { choicesOf, restoreChoices } from '../../../webview-ui/table/choices.ts';
import {
  initialState,
  leaveOut,
  receive,
  selectedRows,
  selectionOf,
  showAll,
  showCounter,
  sortBy,
  type TableState,
} from '../../../webview-ui/table/tableState.ts';
import { visibleRows } from '../../../webview-ui/table/visibleRows.ts';
import { head, row, stateWith } from './sampleTable.ts';

const ids = (state: TableState): string[] => [...state.rows.keys()];

describe('the rows of a table page', () => {
  it('are taken anew in the order of the host, and changed one by one', () => {
    const first = stateWith(row('2'), row('1'));
    assert.deepEqual(ids(first), ['2', '1']);
    const failed = row('1', { counter: 'failed' });
    const changed = receive(first, { type: 'rows', all: null, rows: [failed, row('3')], gone: ['2'] });
    assert.deepEqual(ids(changed), ['1', '3']);
    assert.equal(changed.rows.get('1'), failed);
  });

  it('from before stay until there are as many new ones', () => {
    const before = stateWith(row('1'), row('2'), row('3'));
    const piece = (state: TableState, isFirst: boolean, isLast: boolean, ...of: string[]): TableState =>
      receive(state, { type: 'rows', all: { isFirst, isLast }, rows: of.map((id) => row(id)), gone: [] });
    const some = piece(before, true, false, '3', '4');
    assert.deepEqual(ids(some), ['1', '2', '3']);
    const asMany = piece(some, false, false, '5');
    assert.deepEqual(ids(asMany), ['3', '4', '5']);
    assert.deepEqual(ids(piece(asMany, false, true, '6')), ['3', '4', '5', '6']);
    const fewer = piece(some, true, true, '9');
    assert.deepEqual(ids(fewer), ['9']);
    assert.equal(fewer.arriving, null);
  });

  it('appear piece by piece on a page that shows none', () => {
    const state = receive(initialState, {
      type: 'rows',
      rows: [row('1')],
      gone: [],
      all: { isFirst: true, isLast: false },
    });
    assert.deepEqual(ids(state), ['1']);
  });

  it('are about to be acted on unless they are left out or cannot be selected', () => {
    const state = stateWith(row('1'), row('2'), row('3', { canSelect: false }));
    assert.deepEqual(selectedRows(state), ['1', '2']);
    const left = leaveOut(state, ['1'], true);
    assert.deepEqual(selectedRows(left), ['2']);
    assert.deepEqual(selectedRows(leaveOut(left, ['1', '2'], false)), ['1', '2']);
  });
});

describe('what an action is about', () => {
  it('counts the selected rows, and those of them that the filter hides', () => {
    const state = leaveOut(
      stateWith(row('1'), row('2'), row('3'), row('4', { canSelect: false })),
      ['2'],
      true,
    );
    assert.deepEqual(selectionOf(state, visibleRows(state)), { count: 2, hidden: 0 });
    const filtered = { ...state, filter: 'fw-1' };
    assert.deepEqual(selectionOf(filtered, visibleRows(filtered)), { count: 2, hidden: 1 });
  });
});

describe('what the user chooses on a table page', () => {
  it('sorts upwards, then downwards, then not at all', () => {
    const up = sortBy(initialState, 1);
    assert.deepEqual(up.sorting, { column: 1, descending: false });
    const down = sortBy(up, 1);
    assert.deepEqual(down.sorting, { column: 1, descending: true });
    assert.equal(sortBy(down, 1).sorting, null);
    assert.deepEqual(sortBy(down, 0).sorting, { column: 0, descending: false });
  });

  it('shows one counter, and all again at the second click', () => {
    const one = showCounter(initialState, 'failed');
    assert.equal(one.counter, 'failed');
    assert.equal(showCounter(one, 'idle').counter, 'idle');
    assert.equal(showCounter(one, 'failed').counter, null);
    assert.deepEqual(showAll({ ...one, filter: 'x' }), initialState);
  });

  it('stays when a counter comes to nothing, and goes with what it was about', () => {
    const chosen: TableState = {
      ...stateWith(row('1')),
      counter: 'failed',
      sorting: sortBy(initialState, 1).sorting,
    };
    const none = head().counters.map((counter) => ({ ...counter, count: 0 }));
    const kept = receive(chosen, { type: 'table', head: head({ counters: none }) });
    assert.deepEqual([kept.counter, kept.sorting], ['failed', chosen.sorting]);
    const columns = head().columns.slice(0, 1);
    const lost = receive(chosen, { type: 'table', head: head({ counters: [], columns }) });
    assert.deepEqual([lost.counter, lost.sorting], [null, null]);
  });

  it('waits while nothing is shown yet', () => {
    const chosen = sortBy(showCounter(initialState, 'failed'), 1);
    const closed = receive(chosen, { type: 'table', head: head({ counters: [], columns: [] }) });
    assert.deepEqual([closed.counter, closed.sorting], ['failed', chosen.sorting]);
  });

  it('outlives the page', () => {
    const chosen = leaveOut(
      { ...initialState, sorting: { column: 1, descending: true }, filter: 'hq', counter: 'failed' },
      ['4', '7'],
      true,
    );
    // VS Code keeps it as JSON.
    const kept: unknown = JSON.parse(JSON.stringify(choicesOf('preview', chosen)));
    assert.deepEqual(restoreChoices(initialState, 'preview', kept), chosen);
    assert.equal(restoreChoices(initialState, 'fleet', kept), initialState);
  });

  it('is taken from the host, which kept it while the page was not there', () => {
    const stale = leaveOut({ ...stateWith(row('1')), filter: 'old' }, ['1'], true);
    const chosen = leaveOut({ ...initialState, sorting: { column: 0, descending: true } }, ['4'], true);
    const state = receive(stale, { type: 'choices', choices: choicesOf('preview', chosen) });
    assert.deepEqual(choicesOf('preview', state), choicesOf('preview', chosen));
    assert.equal(state.rows, stale.rows);
  });

  it('is forgotten where it is not understood', () => {
    for (const kept of [undefined, null, 'x', {}, { jobId: 'job-1' }]) {
      assert.equal(restoreChoices(initialState, 'fleet', kept), initialState);
    }
    const wrong = { table: 'fleet', sorting: { column: 'x' }, filter: 7, counter: {}, leftOut: [1, 'a'] };
    assert.deepEqual(restoreChoices(initialState, 'fleet', wrong), {
      ...initialState,
      leftOut: new Set(['a']),
    });
  });
});
