/** Asking where a CSV file of ours is to be saved. */
import { Uri, window as editor, workspace } from 'vscode';
import { fileName } from './fileName.ts';
import { plainTitle } from './plainText.ts';

/** @param name that is proposed, in the workspace's folder unless the user goes elsewhere */
export async function askWhereToSave(title: string, name: string): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return editor.showSaveDialog({
    title: plainTitle(title),
    filters: { 'CSV files': ['csv'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, fileName(name)) }),
  });
}
