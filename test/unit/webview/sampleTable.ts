/** A head and rows of a table page, to vary. */
import type { RowView, TableHead } from '../../../webview-ui/protocol.ts';
import { initialState, receive, type TableState } from '../../../webview-ui/table/tableState.ts';

export function head(change: Partial<TableHead> = {}): TableHead {
  return {
    title: 'Fleet',
    lead: '',
    announcement: '',
    notices: [],
    percent: null,
    progressText: '',
    counters: [
      { id: 'failed', label: 'Failed', count: 1, status: 'bad' },
      { id: 'idle', label: 'No job', count: 1, status: 'skipped' },
    ],
    actions: [],
    columns: [
      { title: 'Device', width: 9 },
      { title: 'Progress', width: 9 },
    ],
    sortedBy: null,
    canSelect: true,
    empty: '',
    rowHint: '',
    ...change,
  };
}

export function row(id: string, change: Partial<RowView> = {}): RowView {
  return { id, counter: 'idle', canSelect: true, cells: [`fw-${id}`, { text: '', order: -1 }], ...change };
}

export function stateWith(...rows: readonly RowView[]): TableState {
  const withHead = receive(initialState, { type: 'table', head: head() });
  return receive(withHead, { type: 'rows', all: { isFirst: true, isLast: true }, rows, gone: [] });
}
