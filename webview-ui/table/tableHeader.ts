/** The titles of the columns, by which the table is sorted. */
import type { ColumnView } from '../protocol.ts';
import { element, setAttribute } from '../ui/elements.ts';
import type { Sorting } from './tableState.ts';

export interface TableHeader {
  readonly root: HTMLElement;
  show(columns: readonly ColumnView[], sorting: Sorting | null): void;
}

/** @param check the box that takes all rows in or leaves them out; null where rows cannot be chosen. */
export function createTableHeader(onSort: (column: number) => void, check: HTMLElement | null): TableHeader {
  const root = element('div', 'row header');
  root.setAttribute('role', 'row');
  root.setAttribute('aria-rowindex', '1');
  let shown = '';
  let buttons: HTMLButtonElement[] = [];

  const build = (columns: readonly ColumnView[]): void => {
    buttons = columns.map(({ title }, index) => {
      const made = element('button', 'sort', title);
      made.type = 'button';
      made.addEventListener('click', () => onSort(index));
      return made;
    });
    const cells = buttons.map((made) => columnHeader(made));
    root.replaceChildren(...(check === null ? [] : [columnHeader(check)]), ...cells);
  };

  return {
    root,
    show(columns, sorting) {
      const key = JSON.stringify(columns);
      if (key !== shown) build(columns);
      shown = key;
      buttons.forEach((made, index) => {
        const isSorted = sorting?.column === index;
        const order = !isSorted ? 'none' : sorting.descending ? 'descending' : 'ascending';
        if (made.parentElement !== null) setAttribute(made.parentElement, 'aria-sort', order);
      });
    },
  };
}

function columnHeader(content: HTMLElement): HTMLElement {
  const made = element('div', 'cell', content);
  made.setAttribute('role', 'columnheader');
  return made;
}
