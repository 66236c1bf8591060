/**
 * The keyboard stays where it was on the page. VS Code gives the focus back to the page as a whole when a menu or another
 * part of the window had it.
 */
export function keepFocus(root: HTMLElement): void {
  let last: EventTarget | null = null;
  root.addEventListener('focusin', ({ target }) => (last = target));
  window.addEventListener('focus', () => {
    if (document.activeElement === document.body && last instanceof HTMLElement) last.focus();
  });
}
