/** The box for the words that rows must contain, and the keys that lead to it and back. */
import { element } from '../ui/elements.ts';
import { keep, onCommandKey } from './pageKeys.ts';

export interface FilterBoxParts {
  readonly onInput: (text: string) => void;
  /** Escape in the box that is empty already: back to the rows. */
  readonly leave: () => void;
}

export function createFilterBox({ onInput, leave }: FilterBoxParts): HTMLInputElement {
  const box = element('input', 'filter');
  box.type = 'search';
  box.placeholder = 'Filter';
  box.setAttribute('aria-label', 'Filter rows by words');
  box.setAttribute('aria-keyshortcuts', 'Control+F');
  box.addEventListener('input', () => onInput(box.value));
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    keep(event);
    if (box.value === '') {
      leave();
      return;
    }
    box.value = '';
    onInput('');
  });
  onCommandKey('f', () => {
    if (!box.checkVisibility()) return false;
    box.focus();
    box.select();
    return true;
  });
  return box;
}
