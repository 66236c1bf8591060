/** A button of the toolkit. Pages know only this file, so that the archived toolkit can be replaced in a day. */
import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';
import { setAttribute, setText } from './elements.ts';

provideVSCodeDesignSystem().register(vsCodeButton());

export type ButtonRank = 'primary' | 'secondary';

/** @param rank primary: the one thing to do; secondary: everything else */
export function button(text: string, rank: ButtonRank, onClick: () => void): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', rank);
  element.textContent = text;
  element.addEventListener('click', onClick);
  return element;
}

/** A button that stays, and with it the keyboard's focus, while what it says changes. */
export function updateButton(made: HTMLElement, text: string, rank: ButtonRank, isEnabled: boolean): void {
  setText(made, text);
  setAttribute(made, 'appearance', rank);
  if (made.hasAttribute('disabled') === isEnabled) made.toggleAttribute('disabled', !isEnabled);
}
