/**
 * Only the rows somebody can see are in the document, however many there are. Rows have one fixed height, so that
 * where a row stands is a multiplication.
 */
import type { RowView } from '../protocol.ts';
import { element, setAttribute } from '../ui/elements.ts';

/** As table.css has it. */
const ROW_HEIGHT = 26;
/** Rows beyond the edges, so that scrolling meets no gap. */
const MARGIN = 8;

export interface VirtualRows {
  readonly root: HTMLElement;
  /** @param rows in the order they are shown. */
  show(rows: readonly RowView[]): void;
}

export interface RowActions {
  /** Makes the elements of one row; called again whenever the row has changed. */
  fill(root: HTMLElement, row: RowView): void;
  open(id: string): void;
  /** Space on a row. */
  toggle(id: string): void;
}

export function createVirtualRows(actions: RowActions): VirtualRows {
  const spacer = element('div', 'rows-spacer');
  spacer.setAttribute('role', 'rowgroup');
  const root = element('div', 'rows', spacer);
  root.tabIndex = 0;
  const drawn = new Map<string, { readonly root: HTMLElement; row: RowView | null }>();
  let rows: readonly RowView[] = [];
  let active = 0;
  let frame = 0;

  const draw = (): void => {
    frame = 0;
    const first = Math.max(0, Math.floor(root.scrollTop / ROW_HEIGHT) - MARGIN);
    const last = Math.min(rows.length, Math.ceil((root.scrollTop + root.clientHeight) / ROW_HEIGHT) + MARGIN);
    const seen = new Set<string>();
    for (let index = first; index < last; index += 1) {
      const row = rows[index];
      if (row === undefined) break;
      seen.add(row.id);
      drawRow(row, index);
    }
    for (const [id, { root: old }] of drawn) {
      if (seen.has(id)) continue;
      old.remove();
      drawn.delete(id);
    }
  };

  const drawRow = (row: RowView, index: number): void => {
    let known = drawn.get(row.id);
    if (known === undefined) {
      const made = element('div', 'row');
      made.id = `row-${row.id}`;
      made.setAttribute('role', 'row');
      made.addEventListener('click', () => activate(rows.findIndex(({ id }) => id === row.id)));
      made.addEventListener('dblclick', () => actions.open(row.id));
      known = { root: made, row: null };
      drawn.set(row.id, known);
      spacer.append(made);
    }
    if (known.row !== row) {
      actions.fill(known.root, row);
      known.row = row;
    }
    known.root.style.transform = `translateY(${index * ROW_HEIGHT}px)`;
    // The header is row 1.
    setAttribute(known.root, 'aria-rowindex', String(index + 2));
    known.root.classList.toggle('active', index === active);
  };

  const drawSoon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };

  const activate = (index: number): void => {
    active = Math.max(0, Math.min(rows.length - 1, index));
    const top = active * ROW_HEIGHT;
    if (top < root.scrollTop) root.scrollTop = top;
    else if (top + ROW_HEIGHT > root.scrollTop + root.clientHeight)
      root.scrollTop = top + ROW_HEIGHT - root.clientHeight;
    const row = rows[active];
    if (row !== undefined) setAttribute(root, 'aria-activedescendant', `row-${row.id}`);
    drawSoon();
  };

  root.addEventListener('scroll', drawSoon, { passive: true });
  new ResizeObserver(drawSoon).observe(root);
  root.addEventListener('keydown', (event) => {
    const page = Math.max(1, Math.floor(root.clientHeight / ROW_HEIGHT) - 1);
    const moves: Readonly<Record<string, number>> = {
      ...{ ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page },
      ...{ Home: 0, End: rows.length - 1 },
    };
    const to = moves[event.key];
    const row = rows[active];
    if (to !== undefined) activate(to);
    else if (event.key === 'Enter' && row !== undefined) actions.open(row.id);
    else if (event.key === ' ' && row !== undefined) actions.toggle(row.id);
    else return;
    event.preventDefault();
  });

  return {
    root,
    show(next) {
      rows = next;
      active = Math.max(0, Math.min(active, rows.length - 1));
      spacer.style.height = `${rows.length * ROW_HEIGHT}px`;
      drawSoon();
    },
  };
}
