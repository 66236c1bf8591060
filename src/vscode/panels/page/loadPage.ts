/** Puts one of our pages into a panel: its icon, where it may load from, and the document itself. */
import { randomBytes } from 'node:crypto';
import { Uri, type WebviewOptions, type WebviewPanel } from 'vscode';
import { createPanel as createEmptyPanel, setPage } from '../../exits/page.ts';

/** Its script and style sheet in dist/webview, and its icon in media. */
export type PageName = 'job' | 'table';

/** A panel without a page in it yet, as VS Code hands over one that it restores. */
export function createPanel(
  viewType: string,
  title: string,
  column: number | null,
  extensionUri: Uri,
): WebviewPanel {
  return createEmptyPanel(viewType, title, column, optionsOf(extensionUri));
}

/** @param identity what the page is about; it keeps this for VS Code to restore it by */
export function loadPage(panel: WebviewPanel, name: PageName, extensionUri: Uri, identity: string): void {
  const { webview } = panel;
  const file = (path: string): string =>
    webview.asWebviewUri(Uri.joinPath(pageFolder(extensionUri), path)).toString();
  webview.options = optionsOf(extensionUri);
  panel.iconPath = {
    light: Uri.joinPath(extensionUri, 'media', `${name}-light.svg`),
    dark: Uri.joinPath(extensionUri, 'media', `${name}-dark.svg`),
  };
  setPage(panel, {
    cspSource: webview.cspSource,
    styleUri: file(`${name}.css`),
    scriptUri: file(`${name}.js`),
    nonce: randomBytes(18).toString('base64'),
    identity,
  });
}

function optionsOf(extensionUri: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] };
}

function pageFolder(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, 'dist', 'webview');
}
