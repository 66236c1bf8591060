/** Which rows are shown, and in which order: thousands of them, sorted and filtered as fast as one types. */
import type { RowView } from '../protocol.ts';
import { searchText, sortKey } from './rowTexts.ts';
import type { TableState } from './tableState.ts';

/** Rows of the chosen counter that contain every word of the filter, wherever in the row. */
export function visibleRows({ head, rows, counter, filter, sorting }: TableState): readonly RowView[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const shown = [...rows.values()].filter(
    (row) =>
      (counter === null || row.counter === counter) && words.every((word) => searchText(row).includes(word)),
  );
  if (sorting !== null) return sorted(shown, sorting);
  const column = head?.sortedBy ?? null;
  const inOrder = column === null ? shown : sorted(shown, { column, descending: false });
  return [
    ...inOrder.filter(({ comesFirst }) => comesFirst === true),
    ...inOrder.filter(({ comesFirst }) => comesFirst !== true),
  ];
}

/** Equal rows stay in the order of the host, also downwards. */
function sorted(
  rows: readonly RowView[],
  { column, descending }: NonNullable<TableState['sorting']>,
): readonly RowView[] {
  const sign = descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: sortKey(row, column) }));
  keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -sign : sign));
  return keyed.map(({ row }) => row);
}
