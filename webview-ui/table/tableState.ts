/** What the table page knows, as the fold of what it was told and of what the user chose. */
import type { RowView, TableHead, ToPage } from '../protocol.ts';

export interface Sorting {
  /** Index of the column. */
  readonly column: number;
  readonly descending: boolean;
}

export interface TableState {
  /** Null before the first message. */
  readonly head: TableHead | null;
  /** By id, in the order of the host. */
  readonly rows: ReadonlyMap<string, RowView>;
  /** Null: the order of the host. */
  readonly sorting: Sorting | null;
  /** What a row must contain, as typed. */
  readonly filter: string;
  /** The counter whose rows are shown; null: all. */
  readonly counter: string | null;
  /** Ids of the rows that are left out. */
  readonly leftOut: ReadonlySet<string>;
}

export const initialState: TableState = {
  head: null,
  rows: new Map(),
  sorting: null,
  filter: '',
  counter: null,
  leftOut: new Set(),
};

export function receive(state: TableState, message: ToPage): TableState {
  switch (message.type) {
    case 'table': {
      const known = message.head.counters.some(({ id, count }) => id === state.counter && count > 0);
      return { ...state, head: message.head, counter: known ? state.counter : null };
    }
    case 'rows': {
      const rows = new Map(message.first ? [] : state.rows);
      for (const row of message.rows) rows.set(row.id, row);
      return { ...state, rows };
    }
    case 'job':
    case 'noJob':
      return state;
  }
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
