/** Which rows are shown, and in which order: thousands of them, sorted and filtered as fast as one types. */
import type { CellView, RowView } from '../protocol.ts';
import type { Sorting, TableState } from './tableState.ts';

/** fw-9 before fw-10, 10.2.9 before 10.2.10. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function visibleRows(state: TableState): readonly RowView[] {
  const words = state.filter.trim().toLowerCase();
  const shown = [...state.rows.values()].filter(
    (row) =>
      (state.counter === null || row.counter === state.counter) &&
      (words === '' || row.cells.some((cell) => textOf(cell).toLowerCase().includes(words))),
  );
  return state.sorting === null ? shown : sorted(shown, state.sorting);
}

function sorted(rows: RowView[], { column, descending }: Sorting): RowView[] {
  const sign = descending ? -1 : 1;
  // Array.sort is stable: equal rows stay in the order of the host.
  return rows.sort((a, b) => sign * compareCells(a.cells[column] ?? '', b.cells[column] ?? ''));
}

function compareCells(a: CellView, b: CellView): number {
  const [left, right] = [orderOf(a), orderOf(b)];
  if (left !== undefined && right !== undefined) return left - right;
  return collator.compare(textOf(a), textOf(b));
}

function orderOf(cell: CellView): number | undefined {
  return typeof cell === 'string' ? undefined : cell.order;
}

export function textOf(cell: CellView): string {
  if (typeof cell === 'string') return cell;
  const parts = cell.parts?.map(({ text }) => text).join(' ') ?? '';
  return parts === '' ? cell.text : `${cell.text} ${parts}`;
}
