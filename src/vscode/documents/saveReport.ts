/** Saving a report where the user wants it. */
import { commands, type Uri, workspace } from 'vscode';
import { askWhereToSave } from '../exits/saveDialog.ts';
import { window } from '../exits/window.ts';
import { named } from '../../ports/outsideText.ts';

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
    const uri = await askWhereToSave(title, report.name);
    if (uri === undefined) return;
    const { text } = report;
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    await workspace.fs.writeFile(uri, bytes);
    void offerToOpen(uri);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The report could not be saved: ${reason} The page still has it.`;
    const chosen = await window.showErrorMessage(message, ELSEWHERE);
    if (chosen === ELSEWHERE) await saveReport(title, report);
  }
}

async function offerToOpen(uri: Uri): Promise<void> {
  const chosen = await window.showInformationMessage(`Saved ${named(uri.fsPath)}.`, OPEN);
  if (chosen === OPEN) await commands.executeCommand('vscode.open', uri);
}
