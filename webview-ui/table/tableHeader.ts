/** The titles of the columns, by which the table is sorted. */
import type { ColumnView, TableChoices } from '../protocol.ts';
import { element, setAttribute, setChildren } from '../ui/elements.ts';

export interface TableHeader {
  readonly root: HTMLElement;
  /** @param canSelect whether rows can be left out */
  show(columns: readonly ColumnView[], sorting: TableChoices['sorting'], canSelect: boolean): void;
}

/** @param checkAll the box that takes all rows in or leaves them out */
export function createTableHeader(onSort: (column: number) => void, checkAll: HTMLElement): TableHeader {
  const root = element('div', 'row header');
  root.setAttribute('role', 'row');
  root.setAttribute('aria-rowindex', '1');
  const checkCell = columnHeader('cell check', checkAll);
  let shown = '';
  let cells: readonly HTMLElement[] = [];

  const cellOf = ({ title, isNumber }: ColumnView, index: number): HTMLElement => {
    const made = element('button', 'sort', element('span', 'sort-title', title));
    made.type = 'button';
    made.addEventListener('click', () => onSort(index));
    return columnHeader(isNumber === true ? 'cell number' : 'cell', made);
  };

  return {
    root,
    show(columns, sorting, canSelect) {
      const key = JSON.stringify(columns);
      if (key !== shown) cells = columns.map(cellOf);
      shown = key;
      setChildren(root, canSelect ? [checkCell, ...cells] : cells);
      cells.forEach((cell, index) => {
        const order = sorting?.column !== index ? 'none' : sorting.descending ? 'descending' : 'ascending';
        setAttribute(cell, 'aria-sort', order);
      });
    },
  };
}

function columnHeader(className: string, content: HTMLElement): HTMLElement {
  const made = element('div', className, content);
  made.setAttribute('role', 'columnheader');
  return made;
}
