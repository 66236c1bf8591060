/** Saving a report where the user wants it. */
import { Uri, window, workspace } from 'vscode';

/**
 * Asks for a place, in the workspace's folder unless the user goes elsewhere.
 * @returns null when the user turned back
 */
export async function saveText(title: string, name: string, text: string): Promise<Uri | null> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = await window.showSaveDialog({
    title,
    filters: { 'CSV files': ['csv'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
  });
  if (uri === undefined) return null;
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  void window.showInformationMessage(`Saved ${uri.fsPath}.`);
  return uri;
}
