/** The table page: Fleet, Preview, Verify, Readiness and Comparison, which differ only in what the host puts into them. */
import { connectHost } from '../ui/host.ts';
import { watchLife } from '../ui/life.ts';
import { choicesOf, restoreChoices } from './choices.ts';
import { keepFocus } from './keptFocus.ts';
import { createTablePage } from './tablePage.ts';
import {
  initialState,
  leaveOut,
  receive,
  selectedRows,
  showAll,
  showCounter,
  sortBy,
  type TableState,
} from './tableState.ts';
import '../ui/page.css';
import './table.css';
import './grid.css';

const root = document.getElementById('page');
if (root === null) throw new Error('The page has no #page to draw into.');

keepFocus(root);
const life = watchLife(() => page.show(state, life.isLive));
const host = connectHost(life);
const table = root.dataset['identity'] ?? '';
let state = restoreChoices(initialState, table, host.recall());
const choose = (next: TableState): void => {
  state = next;
  const choices = choicesOf(table, state);
  host.remember(choices);
  host.send({ type: 'choices', choices });
  page.show(state, life.isLive);
};
const page = createTablePage(root, state, {
  act: (id) => host.send({ type: 'act', id, selected: selectedRows(state) }),
  openRow: (id) => host.send({ type: 'openRow', id }),
  sort: (column) => choose(sortBy(state, column)),
  filter: (filter) => choose({ ...state, filter }),
  counter: (id) => choose(showCounter(state, id)),
  showAll: () => choose(showAll(state)),
  leaveOut: (ids, out) => choose(leaveOut(state, ids, out)),
});

root.prepend(life.notice);

// The rows of a large fleet arrive in many messages: they are drawn together.
let frame = 0;
host.listen((message) => {
  state = receive(state, message);
  if (frame !== 0) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    page.show(state, life.isLive);
  });
});
host.remember(choicesOf(table, state));
host.send({ type: 'ready' });
