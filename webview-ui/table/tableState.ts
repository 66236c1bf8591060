/** What the table page knows, as the fold of what it was told and of what the user chose. */
import type { RowView, TableChoices, TableHead, ToPage } from '../protocol.ts';

export interface TableState {
  /** Null before the first message. */
  readonly head: TableHead | null;
  /** By id, in the order of the host. */
  readonly rows: ReadonlyMap<string, RowView>;
  /** All rows anew, as far as they have arrived; null while none are on their way. */
  readonly arriving: Map<string, RowView> | null;
  readonly sorting: TableChoices['sorting'];
  /** Words a row must contain, as typed. */
  readonly filter: string;
  readonly counter: string | null;
  readonly leftOut: ReadonlySet<string>;
}

export const initialState: TableState = {
  head: null,
  rows: new Map(),
  arriving: null,
  sorting: null,
  filter: '',
  counter: null,
  leftOut: new Set(),
};

export function receive(state: TableState, message: ToPage): TableState {
  switch (message.type) {
    case 'table':
      return withHead(state, message.head);
    case 'rows':
      return message.all === null ? withChanges(state, message) : withPiece(state, message.all, message.rows);
    case 'choices':
      return withChoices(state, message.choices);
    case 'job':
    case 'noJob':
      return state;
  }
}

function withHead(state: TableState, head: TableHead): TableState {
  const { sorting, counter } = state;
  // Nothing is shown yet: what was chosen waits.
  if (head.columns.length === 0) return { ...state, head };
  return {
    ...state,
    head,
    // What was chosen may be of a release that had other columns and counters.
    sorting: sorting !== null && sorting.column < head.columns.length ? sorting : null,
    counter: head.counters.some(({ id }) => id === counter) ? counter : null,
  };
}

function withChoices(state: TableState, { sorting, filter, counter, leftOut }: TableChoices): TableState {
  return { ...state, sorting, filter, counter, leftOut: new Set(leftOut) };
}

function withChanges(
  state: TableState,
  { rows: changed, gone }: { readonly rows: readonly RowView[]; readonly gone: readonly string[] },
): TableState {
  const rows = new Map(state.rows);
  for (const row of changed) rows.set(row.id, row);
  for (const id of gone) rows.delete(id);
  return { ...state, rows };
}

/** The rows from before stay until there are as many new ones: the page neither blinks nor loses its place. */
function withPiece(
  state: TableState,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
  piece: readonly RowView[],
): TableState {
  // The one map they all come into: a copy for each piece would take seconds where there are 100,000 rows.
  const arriving = isFirst || state.arriving === null ? new Map<string, RowView>() : state.arriving;
  for (const row of piece) arriving.set(row.id, row);
  const isShown = isLast || arriving.size >= state.rows.size;
  return { ...state, rows: isShown ? arriving : state.rows, arriving: isLast ? null : arriving };
}

/** A click on a column: upwards, downwards, then the order of the host again. */
export function sortBy(state: TableState, column: number): TableState {
  const { sorting } = state;
  if (sorting?.column !== column) return { ...state, sorting: { column, descending: false } };
  return { ...state, sorting: sorting.descending ? null : { column, descending: true } };
}

/** A click on a counter shows its rows, a second one all. */
export function showCounter(state: TableState, counter: string): TableState {
  return { ...state, counter: state.counter === counter ? null : counter };
}

export function showAll(state: TableState): TableState {
  return { ...state, counter: null, filter: '' };
}

/** Leaves rows out, or takes them in again. */
export function leaveOut(state: TableState, ids: Iterable<string>, out: boolean): TableState {
  const leftOut = new Set(state.leftOut);
  for (const id of ids) {
    if (out) leftOut.add(id);
    else leftOut.delete(id);
  }
  return { ...state, leftOut };
}

/** Ids of the rows an action is about. */
export function selectedRows({ rows, leftOut }: TableState): string[] {
  return [...rows.values()].flatMap(({ id, canSelect }) => (canSelect && !leftOut.has(id) ? [id] : []));
}

/** The rows an action is about. */
export interface Selection {
  readonly count: number;
  /** How many of them are not to be seen because of the filter. */
  readonly hidden: number;
}

/** @param shown the rows that are to be seen */
export function selectionOf(state: TableState, shown: readonly RowView[]): Selection {
  const selected = selectedRows(state);
  if (selected.length === 0) return { count: 0, hidden: 0 };
  const seen = new Set(shown.map(({ id }) => id));
  return { count: selected.length, hidden: selected.filter((id) => !seen.has(id)).length };
}
