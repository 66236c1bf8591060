/** One cell, drawn again only where it has changed. Texts may come from devices: they are only ever set as text. */
import type { CellView, PartView, Status } from '../protocol.ts';
import { element, setAttribute, setChildren, setText } from '../ui/elements.ts';

const signs: Readonly<Record<Status, string>> = {
  waiting: '○',
  running: '◐',
  good: '✓',
  skipped: '–',
  bad: '✕',
  attention: '!',
};

/** Also for counters. @param tone its colour */
export function sign(status: Status, tone = status): HTMLElement {
  const made = element('span', 'sign', signs[status]);
  made.dataset['status'] = tone;
  made.setAttribute('aria-hidden', 'true');
  return made;
}

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
        ...(status === undefined || percent !== undefined ? [] : [sign(status)]),
        ...(percent === undefined ? [] : [bar]),
        ...(cell.text === '' ? [] : [text]),
        ...parts.map(partOf),
      ]);
      root.title = [cell.text, ...parts.map(partWords)].filter((words) => words !== '').join('\n');
    },
  };
}

function partOf(part: PartView): HTMLElement {
  const spoken = element('span', 'spoken-only', `, ${part.word}; `);
  return element(
    'span',
    'part',
    sign(part.status, part.tone),
    element('span', 'part-text', part.text),
    spoken,
  );
}

function partWords({ text, word }: PartView): string {
  return `${text}: ${word}`;
}
