/** The row the keyboard is on: it stays on its device when rows are sorted, filtered or come and go. */

export interface ActiveRow {
  readonly id: string;
  readonly index: number;
}

/** Where the active row is now; where it is gone, the one that took its place. Null when there is none. */
export function followActive(
  active: ActiveRow | null,
  rows: readonly { readonly id: string }[],
): ActiveRow | null {
  if (active === null) return null;
  if (rows[active.index]?.id === active.id) return active;
  const found = rows.findIndex(({ id }) => id === active.id);
  const index = found === -1 ? Math.min(active.index, rows.length - 1) : found;
  const row = rows[index];
  return row === undefined ? null : { id: row.id, index };
}

/**
 * Where a key leads to; null for a key that does not move.
 * @param at index of the active row, -1 when there is none. @param page how many rows are seen at once
 */
export function nextActive(
  key: string,
  { at, count, page }: { readonly at: number; readonly count: number; readonly page: number },
): number | null {
  const to = targets(at, count, page)[key];
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, to));
}

function targets(at: number, count: number, page: number): Readonly<Record<string, number>> {
  return {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
}
