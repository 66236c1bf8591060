/** A button of the toolkit. Pages know only this function, so that the archived toolkit can be replaced in a day. */
import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeButton());

/** @param rank primary: the one thing to do; secondary: everything else */
export function button(text: string, rank: 'primary' | 'secondary', onClick: () => void): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', rank);
  element.textContent = text;
  element.addEventListener('click', onClick);
  return element;
}
