/** The keys of the table: VS Code's own for lists, so that nobody has to learn others. */
import type { RowView } from '../protocol.ts';
import { type ActiveRow, nextActive } from './activeRow.ts';

export interface GridActions {
  open(row: RowView): void;
  /** Takes a row in, or leaves it out. */
  toggle(row: RowView): void;
  /** Does with these rows what was done with the one the keyboard comes from. */
  extend(from: RowView, to: readonly RowView[]): void;
  /** Back from what `open` has shown. @returns whether there was anything */
  close(): boolean;
}

export interface GridRows {
  /** All rows as they are shown, in sight or not. */
  shown(): readonly RowView[];
  /** The row the keyboard is on. */
  active(): ActiveRow | null;
  /** Puts the keyboard on a row, and the row in sight. @param index of the rows that are shown */
  activate(index: number): void;
  /** How many rows are seen at once. */
  pageSize(): number;
}

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** @returns whether the key means something here */
export function carryOut({ key, shiftKey }: Key, rows: GridRows, actions: GridActions): boolean {
  const active = rows.active();
  const all = rows.shown();
  const at = active?.index ?? -1;
  const to = nextActive(key, { at, count: all.length, page: rows.pageSize() });
  if (to !== null) {
    rows.activate(to);
    const from = all[at];
    if (shiftKey && from !== undefined) actions.extend(from, between(all, at, to));
    return true;
  }
  if (key === 'Escape') return actions.close();
  const row = all[at];
  if (row === undefined || (key !== 'Enter' && key !== ' ')) return false;
  if (key === 'Enter') actions.open(row);
  else actions.toggle(row);
  return true;
}

/** The rows from one to another, without the first. */
function between(rows: readonly RowView[], from: number, to: number): readonly RowView[] {
  return to > from ? rows.slice(from + 1, to + 1) : rows.slice(to, from);
}
