/** One row: its cells, before them the box with which it is left out, where that can be. */
import type { RowView } from '../protocol.ts';
import { checkbox } from '../ui/checkbox.ts';
import { element, setAttribute, setChildren } from '../ui/elements.ts';
import { type Cell, createCell } from './cells.ts';
import type { DrawnRow } from './virtualRows.ts';

export interface TableRowParts {
  /** Whether rows of this table can be left out. */
  readonly canSelect: () => boolean;
  /** Whether the cells of a column are numbers. */
  readonly isNumber: (column: number) => boolean;
  readonly isLeftOut: (id: string) => boolean;
  readonly leaveOut: (id: string, out: boolean) => void;
}

export function createTableRow({ canSelect, isNumber, isLeftOut, leaveOut }: TableRowParts): DrawnRow {
  const root = element('div', 'row');
  root.setAttribute('role', 'row');
  const box = checkbox('');
  // The row has the keyboard: Space there is what a click on the box is.
  box.tabIndex = -1;
  const checkCell = element('div', 'cell check');
  checkCell.setAttribute('role', 'gridcell');
  let cells: readonly Cell[] = [];
  let id = '';
  box.addEventListener('change', () => leaveOut(id, !box.checked));

  return {
    root,
    show(row) {
      ({ id } = row);
      if (cells.length !== row.cells.length) cells = row.cells.map(() => createCell());
      row.cells.forEach((view, at) => {
        cells[at]?.show(view);
        cells[at]?.root.classList.toggle('number', isNumber(at));
      });
      setChildren(root, [...(canSelect() ? [checkCell] : []), ...cells.map((cell) => cell.root)]);
      setChildren(checkCell, row.canSelect ? [box] : []);
      box.checked = row.canSelect && !isLeftOut(id);
      setAttribute(box, 'aria-label', `Include ${nameOf(row)}`);
      root.classList.toggle('left-out', row.canSelect && isLeftOut(id));
      // A row that never can be selected has no such state at all.
      if (row.canSelect) setAttribute(root, 'aria-selected', String(box.checked));
      else if (canSelect()) root.removeAttribute('aria-selected');
    },
    setActive(isActive) {
      root.classList.toggle('active', isActive);
      if (!canSelect()) setAttribute(root, 'aria-selected', String(isActive));
    },
  };
}

/** The first cell names the device. */
function nameOf({ id, cells: [first = ''] }: RowView): string {
  const name = typeof first === 'string' ? first : first.text;
  return name === '' ? id : name;
}
