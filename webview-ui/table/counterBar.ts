/** How many rows there are of each kind; a click shows only those. */
import type { CounterView } from '../protocol.ts';
import { element, setAttribute, setChildren, setText } from '../ui/elements.ts';
import { statusSign } from '../ui/statusSign.ts';

export interface CounterBar {
  readonly root: HTMLElement;
  /** @param chosen id of the counter whose rows are shown */
  show(views: readonly CounterView[], chosen: string | null): void;
}

interface Counter {
  readonly root: HTMLElement;
  readonly count: HTMLElement;
}

export function createCounterBar(onClick: (id: string) => void): CounterBar {
  const root = element('div', 'counters');
  root.setAttribute('role', 'group');
  root.setAttribute('aria-label', 'Show only');
  const counters = new Map<string, Counter>();

  const create = ({ id, label, status }: CounterView): Counter => {
    const count = element('strong', '');
    const made = element('button', 'counter', statusSign(status), element('span', '', label), count);
    made.type = 'button';
    made.dataset['status'] = status;
    made.addEventListener('click', () => onClick(id));
    return { root: made, count };
  };

  return {
    root,
    show(views, chosen) {
      const shown = views.map((view) => {
        const known = counters.get(view.id) ?? create(view);
        counters.set(view.id, known);
        setText(known.count, String(view.count));
        setAttribute(known.root, 'aria-pressed', String(view.id === chosen));
        // One that somebody has chosen, or is on, stays even at 0.
        known.root.hidden =
          view.count === 0 && view.id !== chosen && !known.root.contains(document.activeElement);
        return known.root;
      });
      setChildren(root, shown);
    },
  };
}
