/** Saving a report where the user wants it. */
import { Uri, window, workspace } from 'vscode';
import { plainMessage } from './markdown.ts';

const ELSEWHERE = 'Save Elsewhere…';

/**
 * Asks for a place, in the workspace's folder unless the user goes elsewhere, and says where the report is or why it
 * is nowhere. Never rejects: behind the button of a page there is nobody who would be told.
 */
export async function saveReport(name: string, text: string): Promise<void> {
  try {
    const uri = await askFile(name);
    if (uri === undefined) return;
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    void window.showInformationMessage(plainMessage(`Saved ${uri.fsPath}.`));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The report could not be saved: ${reason} The page still has it.`;
    const chosen = await window.showErrorMessage(plainMessage(message), ELSEWHERE);
    if (chosen === ELSEWHERE) await saveReport(name, text);
  }
}

function askFile(name: string): Thenable<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return window.showSaveDialog({
    title: 'Save Report',
    filters: { 'CSV files': ['csv'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
  });
}
