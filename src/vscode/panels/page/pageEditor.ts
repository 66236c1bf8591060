/** The editor as src/vscode/panels/page/openPages.ts needs it. */
import type { Uri } from 'vscode';
import { giveSignOfLife, restorePanels } from '../../exits/page.ts';
import { closeTabs, onDidChangeTabs, pageTabs } from '../../exits/pageTabs.ts';
import { createPanel } from './loadPage.ts';
import type { PageEditor } from './openPages.ts';

export function pageEditor(extensionUri: Uri): PageEditor {
  return {
    create: (viewType, title, column) => createPanel(viewType, title, column, extensionUri),
    restore: (viewType, onRestored) =>
      restorePanels(viewType, {
        async deserializeWebviewPanel(panel, state: unknown) {
          onRestored(panel, state);
        },
      }),
    giveSignOfLife,
    tabs: pageTabs,
    onDidChangeTabs,
    closeTabs,
  };
}
