/** The toolkit's line between two parts of a page. */
import { provideVSCodeDesignSystem, vsCodeDivider } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeDivider());

export function divider(): HTMLElement {
  const element = document.createElement('vscode-divider');
  element.setAttribute('role', 'presentation');
  return element;
}
