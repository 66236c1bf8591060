/** Which rows of a table page are shown, and in which order. */
import assert from 'node:assert/strict';
import type { CellView, RowView } from '../../../webview-ui/protocol.ts';
import { naturalKey } from '../../../webview-ui/table/rowTexts.ts';
import { sortBy, type TableState } from '../../../webview-ui/table/tableState.ts';
import { visibleRows } from '../../../webview-ui/table/visibleRows.ts';
import { head, row, stateWith } from './sampleTable.ts';

const shown = (state: TableState): string[] => visibleRows(state).map(({ id }) => id);
const sortedBy = (column: number, descending: boolean, ...rows: RowView[]): string[] =>
  shown({ ...stateWith(...rows), sorting: { column, descending } });
const rowsOf = (...cells: CellView[]): RowView[] =>
  cells.map((cell, at) => row(String(at), { cells: [cell] }));

describe('the rows that are shown', () => {
  it('are all, in the order of the host', () => {
    assert.deepEqual(shown(stateWith(row('b'), row('a'))), ['b', 'a']);
  });

  it('are in the order of the column the host names, unless the user has chosen another one', () => {
    const rows = rowsOf('fw-10', 'fw-9', 'fw-11');
    const named = { ...stateWith(...rows), head: head({ sortedBy: 0 }) };
    assert.deepEqual(shown(named), ['1', '0', '2']);
    assert.deepEqual(shown({ ...named, sorting: { column: 0, descending: true } }), ['2', '0', '1']);
  });

  it('begin with those somebody must look at, until the user sorts them', () => {
    const state = {
      ...stateWith(row('3'), row('2', { comesFirst: true }), row('1')),
      head: head({ sortedBy: 0 }),
    };
    assert.deepEqual(shown(state), ['2', '1', '3']);
    assert.deepEqual(shown(sortBy(state, 0)), ['1', '2', '3']);
  });

  it('are those of the chosen counter', () => {
    const state = stateWith(row('1'), row('2', { counter: 'failed' }));
    assert.deepEqual(shown({ ...state, counter: 'failed' }), ['2']);
  });

  it('have every word of the filter somewhere, in any case and order', () => {
    const state = stateWith(
      ...rowsOf('FW-HQ-1 Failed', 'fw-hq-2 queued'),
      row('9', { cells: ['fw-hq-9', { text: 'failed' }] }),
    );
    const filtered = (filter: string): string[] => shown({ ...state, filter });
    assert.deepEqual(filtered('failed hq'), ['0', '9']);
    assert.deepEqual(filtered('  HQ-2 '), ['1']);
    assert.deepEqual(filtered('hq nowhere'), []);
    assert.deepEqual(filtered(' '), ['0', '1', '9']);
  });

  it('are found by what their parts mean, too', () => {
    const parts = [{ text: '11.1.4-h7', status: 'bad', word: 'failed, wrong checksum' }] as const;
    const state = stateWith(row('1'), row('2', { cells: ['fw-2', { text: '', parts }] }));
    assert.deepEqual(shown({ ...state, filter: 'wrong checksum' }), ['2']);
    assert.deepEqual(shown({ ...state, filter: '11.1.4' }), ['2']);
  });

  it('are sorted as people do, both ways', () => {
    const names = rowsOf('fw-10', 'FW-9', 'fw-1', 'edge-2');
    assert.deepEqual(sortedBy(0, false, ...names), ['3', '2', '1', '0']);
    assert.deepEqual(sortedBy(0, true, ...names), ['0', '1', '2', '3']);
  });

  it('are sorted by the order of a cell instead of its text', () => {
    const sizes = rowsOf(
      { text: '1.2 GB', order: 1229 },
      { text: '450 MB', order: 450 },
      { text: '', order: -1 },
    );
    assert.deepEqual(sortedBy(0, false, ...sizes), ['2', '1', '0']);
  });

  it('keep the order of the host where they are equal, both ways', () => {
    const equal = rowsOf('same', 'same', 'same');
    assert.deepEqual(sortedBy(0, false, ...equal), ['0', '1', '2']);
    assert.deepEqual(sortedBy(0, true, ...equal), ['0', '1', '2']);
  });

  it('are sorted anew by what has changed', () => {
    const state: TableState = {
      ...stateWith(...rowsOf('a', 'b')),
      sorting: { column: 0, descending: false },
    };
    assert.deepEqual(shown(state), ['0', '1']);
    const rows = new Map(state.rows).set('0', row('0', { cells: ['z'] }));
    assert.deepEqual(shown({ ...state, rows }), ['1', '0']);
  });
});

describe('the key a text is sorted by', () => {
  const isBefore = (a: string, b: string): boolean => naturalKey(a) < naturalKey(b);

  it('counts numbers by their value', () => {
    assert.ok(isBefore('10.2.9', '10.2.10'));
    assert.ok(isBefore('11.1.4', '11.1.4-h7'));
    assert.ok(isBefore('11.1.4-h7', '11.1.4-h13'));
    assert.ok(isBefore('PA-440', 'pa-3220'));
    assert.ok(isBefore('fw-9', 'fw-a'));
  });

  it('holds leading zeros and case for nothing', () => {
    assert.equal(naturalKey('FW-007'), naturalKey('fw-7'));
    assert.ok(isBefore('001234567890', '1234567891'));
    assert.ok(isBefore('fw-0', 'fw-1'));
  });
});
