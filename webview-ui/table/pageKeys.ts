/** Who listens to which keys of the page. What is carried out goes no further: VS Code would do something else with it. */
import { carryOut, type GridActions, type GridRows } from './gridKeys.ts';

export function listenToGridKeys(grid: HTMLElement, rows: GridRows, actions: GridActions): void {
  grid.addEventListener('keydown', (event) => {
    // Keys on the buttons of the header are theirs.
    if (event.target !== grid || event.altKey || event.ctrlKey || event.metaKey) return;
    if (carryOut(event, rows, actions)) keep(event);
  });
}

/** Ctrl and a letter, ⌘ on a Mac, wherever the keyboard is on the page. @param run says whether it did anything */
export function onCommandKey(letter: string, run: (target: EventTarget | null) => boolean): void {
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    const isIt = ctrlKey !== metaKey && !altKey && !shiftKey && key.toLowerCase() === letter;
    if (isIt && run(target)) keep(event);
  });
}

export function keep(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
