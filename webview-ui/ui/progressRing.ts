/** The toolkit's ring that turns while something runs. Decoration: what runs is said in words beside it. */
import { provideVSCodeDesignSystem, vsCodeProgressRing } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeProgressRing());

export function progressRing(): HTMLElement {
  const element = document.createElement('vscode-progress-ring');
  element.setAttribute('aria-hidden', 'true');
  return element;
}
