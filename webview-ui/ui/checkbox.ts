/** A plain box in the theme's colours: the toolkit's costs twenty elements a row. */
import { element } from './elements.ts';

/** @param label spoken instead of a text beside it */
export function checkbox(label: string): HTMLInputElement {
  const made = element('input', 'checkbox');
  made.type = 'checkbox';
  made.setAttribute('aria-label', label);
  return made;
}
