/** What is read from the head and the rows of a table page. */
import type { CellView, TableHead } from '../../../../webview-ui/protocol.ts';

/** Ids of its buttons; `(queue)` is one that cannot be pressed. */
export function actionsOf({ actions }: TableHead): string[] {
  return actions.map(({ id, enabled }) => (enabled ? id : `(${id})`));
}

/** Its counters that are not 0. */
export function countsOf({ counters }: TableHead): Record<string, number> {
  return Object.fromEntries(
    counters.filter(({ count }) => count > 0).map(({ label, count }) => [label, count]),
  );
}

export function textOf(cell: CellView | undefined): string | undefined {
  return typeof cell === 'object' ? cell.text : cell;
}
