/**
 * What the row with the keyboard's focus says in full, below the table: its columns cut texts off. It is no live region,
 * because the row itself is read out when the keyboard comes to it.
 */
import type { ColumnView, RowView } from '../protocol.ts';
import { element, setText } from '../ui/elements.ts';
import { rowDetail } from './rowTexts.ts';

export interface RowDetailView {
  readonly root: HTMLElement;
  /** @param row null: the keyboard is on none. */
  show(row: RowView | null, columns: readonly ColumnView[]): void;
  /** What stands here until a row is chosen: its room is kept, so that no row moves away under a second click. */
  showHint(text: string): void;
  /** Gives it as much room as it needs, or takes that back. @returns what it says; empty when it is small again */
  toggle(): string;
  /** @returns whether it was large */
  close(): boolean;
}

export function createRowDetailView(): RowDetailView {
  const list = element('dl', 'detail-list');
  const hint = element('p', 'hint');
  const root = element('section', 'detail', hint, list);
  root.setAttribute('aria-label', 'The current row in full');
  let shown: RowView | null = null;
  let words = '';

  const setOpen = (isOpen: boolean): void => void root.classList.toggle('open', isOpen);
  const isOpen = (): boolean => root.classList.contains('open');

  return {
    root,
    show(row, columns) {
      if (row === shown) return;
      if (row?.id !== shown?.id) root.scrollTop = 0;
      shown = row;
      hint.hidden = row !== null;
      const lines = row === null ? [] : rowDetail(row, columns);
      words = lines.map(([title, text]) => `${title}: ${text}`).join('; ');
      list.replaceChildren(
        ...lines.map(([title, text]) =>
          element('div', '', element('dt', '', title), element('dd', '', text)),
        ),
      );
    },
    showHint: (text) => setText(hint, text),
    toggle() {
      setOpen(!isOpen());
      return isOpen() ? words : '';
    },
    close() {
      const wasOpen = isOpen();
      setOpen(false);
      return wasOpen;
    },
  };
}
