/** One cell's elements. Texts may come from devices: they are only ever set as text. */
import type { CellView, PartView, Status } from '../protocol.ts';
import { element } from '../ui/elements.ts';

const signs: Readonly<Record<Status, string>> = {
  waiting: '○',
  running: '◐',
  good: '✓',
  skipped: '–',
  bad: '✕',
  attention: '!',
};

/** Also for counters. */
export function sign(status: Status): HTMLElement {
  const made = element('span', 'sign', signs[status]);
  made.dataset['status'] = status;
  made.setAttribute('aria-hidden', 'true');
  return made;
}

export function cellContent(cell: CellView): readonly (Node | string)[] {
  if (typeof cell === 'string') return [cell];
  const { text, status, percent, parts } = cell;
  const content: (Node | string)[] = [];
  if (status !== undefined) content.push(sign(status), ' ');
  if (percent !== undefined) content.push(bar(percent, text));
  if (text !== '') content.push(element('span', 'cell-text', text));
  if (parts !== undefined) content.push(...parts.map(part));
  return content;
}

function bar(percent: number, label: string): HTMLElement {
  const made = element('progress', 'cell-bar');
  made.max = 100;
  made.value = percent;
  made.setAttribute('aria-label', label === '' ? `${percent} %` : label);
  return made;
}

function part({ text, status, word }: PartView): HTMLElement {
  const made = element(
    'span',
    'part',
    sign(status),
    ` ${text}`,
    element('span', 'spoken-only', `, ${word}; `),
  );
  made.title = `${text}: ${word}`;
  return made;
}
