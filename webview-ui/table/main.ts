/** The table page: Fleet, Preview and Verify, which differ only in what the host puts into them. */
import { connectHost } from '../ui/host.ts';
import { createTablePage } from './tablePage.ts';
import {
  initialState,
  leaveOut,
  receive,
  selectedRows,
  showCounter,
  sortBy,
  type TableState,
} from './tableState.ts';
import '../ui/page.css';
import './table.css';

const root = document.getElementById('page');
if (root === null) throw new Error('The page has no #page to draw into.');

const host = connectHost();
let state = initialState;
const change = (next: TableState): void => {
  state = next;
  page.show(state);
};
const page = createTablePage(root, {
  act: (id) => host.send({ type: 'act', id, selected: selectedRows(state) }),
  openRow: (id) => host.send({ type: 'openRow', id }),
  sort: (column) => change(sortBy(state, column)),
  filter: (filter) => change({ ...state, filter }),
  counter: (id) => change(showCounter(state, id)),
  leaveOut: (ids, out) => change(leaveOut(state, ids, out)),
});

// The rows of a large fleet arrive in many messages: they are drawn together.
let frame = 0;
host.listen((message) => {
  state = receive(state, message);
  if (frame !== 0) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    page.show(state);
  });
});
host.remember({ table: root.dataset['identity'] ?? '' });
host.send({ type: 'ready' });
