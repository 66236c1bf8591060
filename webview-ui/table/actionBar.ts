/** The buttons of a table page. They stay while what they say changes, so that the keyboard's focus stays. */
import type { ActionView } from '../protocol.ts';
import { button, updateButton } from '../ui/controls.ts';
import { element, setChildren } from '../ui/elements.ts';
import { labelOf } from './actionLabel.ts';
import type { Selection } from './tableState.ts';

export interface ActionBar {
  readonly root: HTMLElement;
  show(views: readonly ActionView[], selection: Selection): void;
}

export function createActionBar(act: (id: string) => void): ActionBar {
  const root = element('div', 'actions');
  const buttons = new Map<string, HTMLElement>();

  const buttonOf = ({ id, rank }: ActionView): HTMLElement => {
    const known = buttons.get(id) ?? button('', rank, () => act(id));
    buttons.set(id, known);
    return known;
  };

  return {
    root,
    show(views, selection) {
      const hadFocus = root.contains(document.activeElement);
      const shown = views.map((view) => {
        const made = buttonOf(view);
        const isEnabled = view.enabled && !(view.label.includes('{n}') && selection.count === 0);
        updateButton(made, labelOf(view, selection), view.rank, isEnabled);
        return made;
      });
      setChildren(root, shown);
      // The button that was pressed is gone, as Stop is after the reading: the next one takes its place.
      if (hadFocus && !root.contains(document.activeElement)) shown[0]?.focus();
    },
  };
}
