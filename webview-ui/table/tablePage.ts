/** The table page's elements, made once and then kept up to date. */
import type { ActionView, CounterView, RowView, TableHead } from '../protocol.ts';
import { button } from '../ui/button.ts';
import { element, setAttribute, setText } from '../ui/elements.ts';
import { cellContent, sign } from './cells.ts';
import { createTableHeader } from './tableHeader.ts';
import { selectedRows, type TableState } from './tableState.ts';
import { visibleRows } from './visibleRows.ts';
import { createVirtualRows } from './virtualRows.ts';

export interface TablePage {
  show(state: TableState): void;
}

export interface TablePageActions {
  act(id: string): void;
  openRow(id: string): void;
  sort(column: number): void;
  filter(text: string): void;
  counter(id: string): void;
  leaveOut(ids: readonly string[], out: boolean): void;
}

export function createTablePage(root: HTMLElement, actions: TablePageActions): TablePage {
  const announcer = element('p', 'spoken-only');
  announcer.setAttribute('role', 'status');
  const title = element('h1', '');
  const lead = element('p', 'lead');
  const notices = element('ul', 'notices');
  const bar = element('progress', 'bar');
  bar.max = 100;
  bar.setAttribute('aria-label', 'Progress');
  const progressText = element('span', 'progress-text');
  const progress = element('div', 'progress-line', bar, progressText);
  const buttons = element('div', 'actions');
  const counters = element('div', 'counters');
  counters.setAttribute('role', 'group');
  counters.setAttribute('aria-label', 'Show only');
  const filter = element('input', 'filter');
  filter.type = 'search';
  filter.placeholder = 'Filter';
  filter.setAttribute('aria-label', 'Filter rows by any text');
  filter.addEventListener('input', () => actions.filter(filter.value));
  const count = element('span', 'count');
  const checkAll = checkbox('All rows that are shown');
  const empty = element('p', 'empty');

  let state: TableState | null = null;
  let shown: readonly RowView[] = [];
  checkAll.addEventListener('change', () => actions.leaveOut(selectable(shown), !checkAll.checked));
  const header = createTableHeader((column) => actions.sort(column), null);
  const selectingHeader = createTableHeader((column) => actions.sort(column), checkAll);
  const isLeftOut = (id: string): boolean => state?.leftOut.has(id) ?? false;
  const rows = createVirtualRows({
    fill: (target, row) => fillRow(target, row),
    open: (id) => actions.openRow(id),
    toggle: (id) => actions.leaveOut([id], !isLeftOut(id)),
  });
  const table = element('div', 'table', header.root, selectingHeader.root, rows.root);
  table.setAttribute('role', 'table');
  root.replaceChildren(
    announcer,
    element('header', '', title, lead, notices, progress, buttons),
    element('div', 'tools', counters, filter, count),
    table,
    empty,
  );

  const fillRow = (target: HTMLElement, row: RowView): void => {
    const cells = row.cells.map((cell) => {
      const made = element('div', 'cell', ...cellContent(cell));
      made.setAttribute('role', 'cell');
      made.title = made.textContent;
      return made;
    });
    if (state?.head?.canSelect === true) cells.unshift(element('div', 'cell', ...boxOf(row)));
    target.replaceChildren(...cells);
  };

  const boxOf = (row: RowView): HTMLElement[] => {
    if (!row.canSelect) return [];
    const box = checkbox(`Include ${typeof row.cells[0] === 'string' ? row.cells[0] : row.id}`);
    box.tabIndex = -1;
    box.checked = !isLeftOut(row.id);
    box.addEventListener('change', () => actions.leaveOut([row.id], !box.checked));
    return [box];
  };

  return {
    show(next) {
      const selectionChanged = state !== null && state.leftOut !== next.leftOut;
      state = next;
      const { head } = next;
      if (head === null) return;
      showHead(head);
      shown = visibleRows(next);
      const selected = selectedRows(next);
      showActions(buttons, head.actions, selected.length, (id) => actions.act(id));
      showCounters(counters, head.counters, next.counter, (id) => actions.counter(id));
      setText(count, shown.length === next.rows.size ? '' : `${shown.length} of ${next.rows.size}`);
      const ids = selectable(shown);
      checkAll.checked = ids.some((id) => !isLeftOut(id));
      // Rows are drawn again when they are other objects than before: so are those whose box has changed.
      rows.show(selectionChanged ? shown.map((row) => ({ ...row })) : shown);
      table.hidden = next.rows.size === 0;
      empty.hidden = next.rows.size > 0;
      setText(empty, head.empty);
      setAttribute(table, 'aria-rowcount', String(shown.length + 1));
    },
  };

  function showHead(head: TableHead): void {
    setText(title, head.title);
    setText(lead, head.lead);
    setText(announcer, head.lead);
    showNotices(notices, head.notices);
    progress.hidden = head.percent === null;
    bar.value = head.percent ?? 0;
    setText(progressText, head.progressText);
    header.root.hidden = head.canSelect;
    selectingHeader.root.hidden = !head.canSelect;
    (head.canSelect ? selectingHeader : header).show(head.columns, state?.sorting ?? null);
    const widths = head.columns.map(({ width }) => `minmax(0, ${width}fr)`);
    table.style.setProperty('--columns', [...(head.canSelect ? ['28px'] : []), ...widths].join(' '));
  }
}

function selectable(rows: readonly RowView[]): string[] {
  return rows.flatMap(({ id, canSelect }) => (canSelect ? [id] : []));
}

function checkbox(label: string): HTMLInputElement {
  const made = element('input', '');
  made.type = 'checkbox';
  made.setAttribute('aria-label', label);
  return made;
}

function showNotices(list: HTMLElement, texts: readonly string[]): void {
  const key = texts.join('\n');
  if (list.dataset['shown'] === key) return;
  list.dataset['shown'] = key;
  list.hidden = texts.length === 0;
  list.replaceChildren(...texts.map((text) => element('li', '', text)));
}

function showActions(
  root: HTMLElement,
  views: readonly ActionView[],
  selected: number,
  act: (id: string) => void,
): void {
  const key = JSON.stringify([views, selected]);
  if (root.dataset['shown'] === key) return;
  root.dataset['shown'] = key;
  root.replaceChildren(
    ...views.map(({ id, label, rank, enabled }) => {
      const needsRows = label.includes('{n}');
      const made = button(label.replace('{n}', String(selected)), rank, () => act(id));
      if (!enabled || (needsRows && selected === 0)) made.setAttribute('disabled', '');
      return made;
    }),
  );
}

function showCounters(
  root: HTMLElement,
  views: readonly CounterView[],
  chosen: string | null,
  onClick: (id: string) => void,
): void {
  const key = JSON.stringify([views, chosen]);
  if (root.dataset['shown'] === key) return;
  root.dataset['shown'] = key;
  root.replaceChildren(
    ...views
      .filter(({ count }) => count > 0)
      .map(({ id, label, count, status }) => {
        const made = element(
          'button',
          'counter',
          sign(status),
          ` ${label} `,
          element('strong', '', String(count)),
        );
        made.type = 'button';
        made.dataset['status'] = status;
        made.setAttribute('aria-pressed', String(id === chosen));
        made.addEventListener('click', () => onClick(id));
        return made;
      }),
  );
}
