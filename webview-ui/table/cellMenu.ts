/**
 * The menu of a cell, which VS Code shows: *Copy* alone. Its own *Cut*, *Copy* and *Paste* do nothing in a table, because
 * no text is selected there; the filter keeps them.
 */
import type { RowView } from '../protocol.ts';
import { cellText } from './rowTexts.ts';

/** @param root of the page. @param active the row the keyboard is on: a menu that is opened by key is about all of it */
export function offerCellMenu(
  root: HTMLElement,
  grid: HTMLElement,
  filter: HTMLElement,
  active: () => RowView | null,
): void {
  describe(root, { preventDefaultContextMenuItems: true });
  describe(filter, { preventDefaultContextMenuItems: false });
  // VS Code looks for it when the event has come up to the window.
  grid.addEventListener('contextmenu', ({ target }) => {
    const cell = target instanceof Element ? target.closest('[role="gridcell"]') : null;
    const row = cell === null ? active() : null;
    const text = cell instanceof HTMLElement ? cell.title : row?.cells.map(cellText).join('\t');
    describe(grid, text === undefined || text === '' ? {} : { webviewSection: 'panosUpgradeCell', text });
  });
}

/** What menus are told of an element; one inside another adds to it. */
function describe(element: HTMLElement, context: Readonly<Record<string, string | boolean>>): void {
  element.dataset['vscodeContext'] = JSON.stringify(context);
}
