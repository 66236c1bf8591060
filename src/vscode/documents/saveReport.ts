/** Saving a report where the user wants it. */
import { commands, Uri, window, workspace } from 'vscode';
import { plainMessage } from '../words/markdown.ts';

const ELSEWHERE = 'Save Elsewhere…';
const OPEN = 'Open';

export interface Report {
  /** Of the file that is proposed. */
  readonly name: string;
  /** Bytes where it may be very long. */
  readonly text: string | Uint8Array;
}

/**
 * Asks for a place, in the workspace's folder unless the user goes elsewhere, and says where the report is or why it
 * is nowhere. Never rejects: behind the button of a page there is nobody who would be told.
 * @param title of the dialog: the words of the button
 */
export async function saveReport(title: string, report: Report): Promise<void> {
  try {
    const uri = await askFile(title, report.name);
    if (uri === undefined) return;
    const { text } = report;
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    await workspace.fs.writeFile(uri, bytes);
    void offerToOpen(uri);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The report could not be saved: ${reason} The page still has it.`;
    const chosen = await window.showErrorMessage(plainMessage(message), ELSEWHERE);
    if (chosen === ELSEWHERE) await saveReport(title, report);
  }
}

async function offerToOpen(uri: Uri): Promise<void> {
  const chosen = await window.showInformationMessage(plainMessage(`Saved ${uri.fsPath}.`), OPEN);
  if (chosen === OPEN) await commands.executeCommand('vscode.open', uri);
}

function askFile(title: string, name: string): Thenable<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return window.showSaveDialog({
    title,
    filters: { 'CSV files': ['csv'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
  });
}
