/** Where the upgrade paths are: the workspace's file, or, for the simulated fleet only, the example. */
import { Uri, workspace } from 'vscode';

/** Of the first folder; null when none is open. */
export function upgradePathsUri(): Uri | null {
  const folder = workspace.workspaceFolders?.[0];
  return folder === undefined ? null : Uri.joinPath(folder.uri, 'upgrade_paths.json');
}

/** @param example used when the workspace has no file of its own; null: none is */
export async function readUpgradePathsText(example: Uri | null): Promise<string | null> {
  for (const uri of [upgradePathsUri(), example]) {
    if (uri === null) continue;
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(uri));
    } catch (error) {
      if (
        !(error instanceof Error) ||
        !/FileNotFound|EntryNotFound|ENOENT/.test(`${error.name} ${error.message}`)
      )
        throw error;
    }
  }
  return null;
}
