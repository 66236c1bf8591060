/** The table page's elements, made once and then kept up to date. */
import type { ColumnView, RowView } from '../protocol.ts';
import { checkbox } from '../ui/checkbox.ts';
import { button, enableButtons } from '../ui/controls.ts';
import { element, setAttribute, setText } from '../ui/elements.ts';
import { createAnnouncer } from './announcer.ts';
import { createCounterBar } from './counterBar.ts';
import { offerCellMenu } from './cellMenu.ts';
import { createFilterBox } from './filterBox.ts';
import { createHeadView } from './headView.ts';
import { listenToGridKeys, onCommandKey } from './pageKeys.ts';
import { createRowDetailView } from './rowDetailView.ts';
import { createTableHeader } from './tableHeader.ts';
import { createTableRow } from './tableRow.ts';
import { selectionOf, type TableState } from './tableState.ts';
import { visibleRows } from './visibleRows.ts';
import { createVirtualRows } from './virtualRows.ts';

export interface TablePage {
  /** @param isLive see ui/life.ts: what asks the extension can be pressed only then */
  show(state: TableState, isLive: boolean): void;
}

export interface TablePageActions {
  readonly act: (id: string) => void;
  readonly openRow: (id: string) => void;
  readonly sort: (column: number) => void;
  readonly filter: (text: string) => void;
  readonly counter: (id: string) => void;
  /** Neither filter nor counter. */
  readonly showAll: () => void;
  readonly leaveOut: (ids: readonly string[], out: boolean) => void;
}

export function createTablePage(
  root: HTMLElement,
  initial: TableState,
  actions: TablePageActions,
): TablePage {
  let state = initial;
  let shown: readonly RowView[] = [];

  const spoken = element('p', 'spoken-only');
  spoken.setAttribute('role', 'status');
  const announcer = createAnnouncer({
    say: (text) => setText(spoken, text),
    later: (run, ms) => void setTimeout(run, ms),
    now: () => performance.now(),
  });
  const head = createHeadView(actions.act);
  const counters = createCounterBar(actions.counter);
  const filter = createFilterBox({ onInput: actions.filter, leave: () => grid.focus() });
  const count = element('span', 'count');
  const tools = element('div', 'tools', counters.root, filter, count);

  const checkAll = checkbox('Include all rows that are shown');
  checkAll.addEventListener('change', () => actions.leaveOut(selectable(shown), !checkAll.checked));
  const header = createTableHeader(actions.sort, checkAll);
  const grid = element('div', 'table');
  grid.setAttribute('role', 'grid');
  grid.tabIndex = 0;
  grid.addEventListener('scroll', () => grid.classList.toggle('scrolled-aside', grid.scrollLeft > 0));
  const isLeftOut = (id: string): boolean => state.leftOut.has(id);
  const canSelect = (): boolean => state.head?.canSelect === true;
  const isNumber = (column: number): boolean => state.head?.columns[column]?.isNumber === true;
  const leaveOut = (id: string, out: boolean): void => actions.leaveOut([id], out);
  const detail = createRowDetailView();
  const open = ({ id, opens }: RowView): void => {
    if (opens === true) actions.openRow(id);
    else announcer.answer(detail.toggle());
  };
  const rows = createVirtualRows({
    grid,
    open,
    create: () => createTableRow({ canSelect, isNumber, isLeftOut, leaveOut }),
    showActive: (row) => detail.show(row, state.head?.columns ?? []),
  });
  listenToGridKeys(grid, rows, {
    open,
    toggle({ id, canSelect: isSelectable }) {
      if (isSelectable) leaveOut(id, !isLeftOut(id));
    },
    extend: (from, to) => {
      if (from.canSelect) actions.leaveOut(selectable(to), isLeftOut(from.id));
    },
    close: () => detail.close(),
  });
  onCommandKey('a', (target) => {
    if (target === filter) return false;
    if (canSelect()) actions.leaveOut(selectable(shown), false);
    // Also where there is nothing to select: VS Code would select the words of the page, of which nobody has use.
    return true;
  });
  offerCellMenu(root, grid, filter, () => rows.shown()[rows.active()?.index ?? -1] ?? null);
  grid.append(header.root, rows.root);
  const empty = element('p', 'empty');
  const showAll = button('Show All Rows', 'secondary', actions.showAll);
  root.replaceChildren(spoken, head.root, tools, grid, element('div', 'below', empty, showAll), detail.root);

  /** How many rows are shown of how many, said where the user has just narrowed them down. */
  const showCount = (before: TableState): void => {
    const isAll = shown.length === state.rows.size;
    setText(count, isAll ? '' : `${shown.length} of ${state.rows.size}`);
    const isNarrowed = before.filter !== state.filter || before.counter !== state.counter;
    if (isNarrowed && before.head !== null)
      announcer.answer(`${shown.length} of ${state.rows.size} rows shown`);
  };

  const showChecks = (): void => {
    const ids = selectable(shown);
    const out = ids.filter(isLeftOut).length;
    checkAll.checked = out < ids.length;
    checkAll.indeterminate = out > 0 && out < ids.length;
    checkAll.disabled = ids.length === 0;
  };

  return {
    show(next, isLive) {
      const before = state;
      state = next;
      if (next.head === null) return;
      shown = visibleRows(next);
      head.show(next.head, selectionOf(next, shown));
      if (!isLive) enableButtons(head.root, false);
      announcer.announce(next.head.announcement);
      counters.show(next.head.counters, next.counter);
      if (filter.value !== next.filter) filter.value = next.filter;
      showCount(before);
      showChecks();
      header.show(next.head.columns, next.sorting, canSelect());
      layOut(grid, next.head.columns, canSelect());
      describe(grid, next, shown.length);
      rows.show(shown, next.leftOut);

      const hasRows = next.rows.size > 0;
      tools.hidden = !hasRows;
      grid.hidden = shown.length === 0;
      empty.hidden = shown.length > 0;
      setText(empty, hasRows ? 'No row fits what is filtered for.' : next.head.empty);
      showAll.hidden = !hasRows || shown.length > 0;
      detail.root.hidden = shown.length === 0;
      detail.showHint(`${next.head.rowHint} Choose a row to read it here in full.`.trimStart());
    },
  };
}

function describe(grid: HTMLElement, { head }: TableState, shown: number): void {
  if (head === null) return;
  setAttribute(grid, 'aria-label', head.title);
  setAttribute(grid, 'aria-description', head.rowHint);
  setAttribute(grid, 'aria-multiselectable', String(head.canSelect));
  setAttribute(grid, 'aria-colcount', String(head.columns.length + (head.canSelect ? 1 : 0)));
  // The header is one, too.
  setAttribute(grid, 'aria-rowcount', String(shown + 1));
}

/** The same for header and rows: no width depends on what stands in a cell. */
function layOut(grid: HTMLElement, columns: readonly ColumnView[], hasBox: boolean): void {
  const widths = columns.map(({ width, grows }) =>
    grows === undefined ? `${width}em` : `minmax(${width}em, ${grows}fr)`,
  );
  const least = columns.reduce((sum, { width }) => sum + width, 0);
  grid.classList.toggle('with-boxes', hasBox);
  grid.style.setProperty('--columns', [...(hasBox ? ['var(--box)'] : []), ...widths].join(' '));
  grid.style.setProperty('--least-width', `calc(${least}em + ${hasBox ? 'var(--box)' : '0px'})`);
}

function selectable(rows: readonly RowView[]): string[] {
  return rows.flatMap(({ id, canSelect }) => (canSelect ? [id] : []));
}
