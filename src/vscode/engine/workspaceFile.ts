/** Files of the user's that the engine reads: they lie in the workspace's first folder. */
import { basename } from 'node:path';
import { Uri, workspace } from 'vscode';
import { editorError } from '../editorTroubles.ts';

/** @returns null when no folder is open. */
export function workspaceFileUri(name: string): Uri | null {
  const folder = workspace.workspaceFolders?.[0];
  return folder === undefined ? null : Uri.joinPath(folder.uri, name);
}

/** The file in which VS Code keeps the settings of what is open, for people. */
export function settingsFileName(): string {
  const { workspaceFile } = workspace;
  return workspaceFile?.scheme === 'file' ? basename(workspaceFile.fsPath) : '.vscode/settings.json';
}

/** @returns the text of the first of these files that exists; null when none does. @throws UserError when one cannot be read. */
export async function readFirstText(...uris: readonly (Uri | null)[]): Promise<string | null> {
  for (const uri of uris) {
    if (uri === null) continue;
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(uri));
    } catch (error) {
      if (
        !(error instanceof Error) ||
        !/FileNotFound|EntryNotFound|ENOENT/.test(`${error.name} ${error.message}`)
      )
        throw editorError({ code: 'file_unreadable', file: basename(uri.fsPath) });
    }
  }
  return null;
}
