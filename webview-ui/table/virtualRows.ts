/**
 * Only the rows somebody can see are in the document, and the active one, however many there are. Rows have one fixed
 * height, so that where a row stands is a multiplication.
 */
import type { RowView } from '../protocol.ts';
import { element, setAttribute } from '../ui/elements.ts';
import { type ActiveRow, followActive } from './activeRow.ts';
import type { GridRows } from './gridKeys.ts';

/** As grid.css has it; of the header, too. */
const ROW_HEIGHT = 26;
/** Rows beyond the edges, so that scrolling meets no gap. */
const MARGIN = 8;

/** The elements of one row. */
export interface DrawnRow {
  readonly root: HTMLElement;
  show(row: RowView): void;
  /** Whether the keyboard is on it. */
  setActive(isActive: boolean): void;
}

interface KeptRow extends DrawnRow {
  id: string;
  shown: RowView | null;
  version: unknown;
}

export interface VirtualRowsParts {
  /** What scrolls and has the keyboard's focus: the grid, with the header in it. */
  readonly grid: HTMLElement;
  readonly create: () => DrawnRow;
  /** A double click on a row. */
  readonly open: (row: RowView) => void;
  /** The row the keyboard is on, drawn anew; null when it is on none. */
  readonly showActive: (row: RowView | null) => void;
}

export interface VirtualRows extends GridRows {
  readonly root: HTMLElement;
  /** @param rows in the order they are shown. @param version another one draws also rows again that are the same. */
  show(rows: readonly RowView[], version: unknown): void;
}

export function createVirtualRows({ grid, create, open, showActive }: VirtualRowsParts): VirtualRows {
  const root = element('div', 'rows');
  root.setAttribute('role', 'rowgroup');
  const drawn = new Map<string, KeptRow>();
  let rows: readonly RowView[] = [];
  let version: unknown = null;
  let active: ActiveRow | null = null;
  let frame = 0;
  let count = 0;

  const draw = (): void => {
    frame = 0;
    const seen = indexesInSight();
    const ids = new Set(seen.flatMap((index) => rows[index]?.id ?? []));
    // Elements of rows that are out of sight become those of rows that come into it: scrolling makes none.
    const free = [...drawn.values()].filter(({ id }) => !ids.has(id));
    for (const { id } of free) drawn.delete(id);
    for (const index of seen) {
      const row = rows[index];
      if (row !== undefined) drawRow(drawn.get(row.id) ?? free.pop() ?? add(), row, index);
    }
    for (const unused of free) unused.root.remove();
    // Only now: it may name nothing that is not in the document.
    const activeRow = active === null ? undefined : drawn.get(active.id);
    if (activeRow === undefined) grid.removeAttribute('aria-activedescendant');
    else setAttribute(grid, 'aria-activedescendant', activeRow.root.id);
    showActive(activeRow?.shown ?? null);
  };

  /** The active row is always among them. */
  const indexesInSight = (): number[] => {
    const first = Math.max(0, Math.floor(grid.scrollTop / ROW_HEIGHT) - MARGIN);
    const last = Math.min(rows.length, Math.ceil((grid.scrollTop + grid.clientHeight) / ROW_HEIGHT) + MARGIN);
    const indexes = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
    return active === null || indexes.includes(active.index) ? indexes : [...indexes, active.index];
  };

  const drawRow = (kept: KeptRow, row: RowView, index: number): void => {
    kept.id = row.id;
    drawn.set(row.id, kept);
    if (kept.shown !== row || kept.version !== version) {
      kept.show(row);
      kept.shown = row;
      kept.version = version;
    }
    kept.root.style.transform = `translateY(${index * ROW_HEIGHT}px)`;
    // The header is row 1.
    setAttribute(kept.root, 'aria-rowindex', String(index + 2));
    kept.setActive(row.id === active?.id);
  };

  const add = (): KeptRow => {
    const made: KeptRow = { ...create(), id: '', shown: null, version: null };
    // Ids of rows are words of devices: no names for elements.
    count += 1;
    made.root.id = `row-${count}`;
    made.root.addEventListener('click', () => activate(rows.findIndex(({ id }) => id === made.id)));
    made.root.addEventListener('dblclick', () => {
      if (made.shown !== null) open(made.shown);
    });
    root.append(made.root);
    return made;
  };

  const drawSoon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };

  const activate = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    active = { id: row.id, index };
    const top = index * ROW_HEIGHT;
    // The header covers the height of one row.
    const room = grid.clientHeight - ROW_HEIGHT;
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (top + ROW_HEIGHT > grid.scrollTop + room) grid.scrollTop = top + ROW_HEIGHT - room;
    drawSoon();
  };

  grid.addEventListener('scroll', drawSoon, { passive: true });
  new ResizeObserver(drawSoon).observe(grid);
  grid.addEventListener('focus', () => {
    if (active === null) activate(Math.ceil(grid.scrollTop / ROW_HEIGHT));
  });

  return {
    root,
    show(next, nextVersion) {
      rows = next;
      version = nextVersion;
      active = followActive(active, rows);
      root.style.height = `${rows.length * ROW_HEIGHT}px`;
      drawSoon();
    },
    shown: () => rows,
    active: () => active,
    activate,
    pageSize: () => Math.max(1, Math.floor(grid.clientHeight / ROW_HEIGHT) - 2),
  };
}
