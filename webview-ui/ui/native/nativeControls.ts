/** The controls made of the browser's own elements in the theme's colours: what pages have once the toolkit goes. */
import type { ControlSet } from '../controlSet.ts';
import { element, setAttribute, setText } from '../elements.ts';
import './nativeControls.css';

export const controls: ControlSet = {
  button(text, rank, onClick) {
    const made = element('button', 'button', text);
    made.type = 'button';
    made.dataset['rank'] = rank;
    made.addEventListener('click', onClick);
    return made;
  },
  updateButton(made, text, rank, isEnabled) {
    setText(made, text);
    setAttribute(made, 'data-rank', rank);
    if (made.hasAttribute('disabled') === isEnabled) made.toggleAttribute('disabled', !isEnabled);
  },
  enableButtons(root, isEnabled) {
    for (const made of root.querySelectorAll('button.button')) made.toggleAttribute('disabled', !isEnabled);
  },
  describeButton(made, description) {
    setAttribute(made, 'aria-description', description);
  },
  divider() {
    const made = element('hr', 'divider');
    made.setAttribute('aria-hidden', 'true');
    return made;
  },
  /**
   * A `<progress>` without a value is what HTML has for work of unknown length, so it means the same where no style
   * reaches it. It is hidden from screen readers: a list of steps would say "busy" where its words say "running".
   */
  progressRing() {
    const made = element('progress', 'progress-ring');
    made.setAttribute('aria-hidden', 'true');
    return made;
  },
};
