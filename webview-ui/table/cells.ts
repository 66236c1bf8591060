/** One cell, drawn again only where it has changed. Texts may come from devices: they are only ever set as text. */
import type { CellView, PartView } from '../protocol.ts';
import { element, setAttribute, setChildren, setText } from '../ui/elements.ts';
import { statusSign } from '../ui/statusSign.ts';

export interface Cell {
  readonly root: HTMLElement;
  show(view: CellView): void;
}

export function createCell(): Cell {
  const root = element('div', 'cell');
  root.setAttribute('role', 'gridcell');
  const text = element('span', 'cell-text');
  const bar = element('progress', 'cell-bar');
  bar.max = 100;
  let shown = '';

  return {
    root,
    show(view) {
      const key = JSON.stringify(view);
      if (key === shown) return;
      shown = key;
      const cell = typeof view === 'string' ? { text: view } : view;
      const { status, percent, parts = [] } = cell;
      setText(text, cell.text);
      // The bar says it already.
      setAttribute(text, 'aria-hidden', String(percent !== undefined));
      if (percent !== undefined) {
        bar.value = percent;
        setAttribute(bar, 'aria-label', cell.text);
        setAttribute(bar, 'aria-valuetext', cell.text);
        setAttribute(bar, 'data-status', status ?? 'running');
      }
      setChildren(root, [
        ...(status === undefined || percent !== undefined ? [] : [statusSign(status)]),
        ...(percent === undefined ? [] : [bar]),
        ...(cell.text === '' ? [] : [text]),
        ...parts.map(partOf),
      ]);
      root.title = [cell.text, ...parts.map(partWords)].filter((words) => words !== '').join('\n');
    },
  };
}

function partOf(part: PartView): HTMLElement {
  const spoken = element(
    'span',
    'spoken-only',
    part.word.endsWith('.') ? `, ${part.word} ` : `, ${part.word}; `,
  );
  return element(
    'span',
    'part',
    statusSign(part.status, part.tone),
    element('span', 'part-text', part.text),
    spoken,
  );
}

function partWords({ text, word }: PartView): string {
  return `${text}: ${word}`;
}
