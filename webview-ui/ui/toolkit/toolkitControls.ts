/** The controls made of VS Code's webview toolkit, which is archived: nothing else knows that it is there. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDivider,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';
import type { ControlSet } from '../controlSet.ts';
import { setAttribute, setText } from '../elements.ts';
import './toolkitControls.css';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDivider(), vsCodeProgressRing());

export const controls: ControlSet = {
  button(text, rank, onClick) {
    const made = document.createElement('vscode-button');
    made.setAttribute('appearance', rank);
    made.textContent = text;
    made.addEventListener('click', onClick);
    return made;
  },
  updateButton(made, text, rank, isEnabled) {
    setText(made, text);
    setAttribute(made, 'appearance', rank);
    if (made.hasAttribute('disabled') === isEnabled) made.toggleAttribute('disabled', !isEnabled);
  },
  enableButtons(root, isEnabled) {
    for (const made of root.querySelectorAll('vscode-button')) made.toggleAttribute('disabled', !isEnabled);
  },
  describeButton(made, description) {
    // The button inside has the keyboard and is handed no description; it is there once the page is put together.
    queueMicrotask(() =>
      made.shadowRoot?.querySelector('button')?.setAttribute('aria-description', description),
    );
  },
  divider() {
    const made = document.createElement('vscode-divider');
    made.setAttribute('aria-hidden', 'true');
    return made;
  },
  progressRing() {
    const made = document.createElement('vscode-progress-ring');
    made.setAttribute('aria-hidden', 'true');
    return made;
  },
};
