/** *Open Upgrade Paths*: the workspace's `upgrade_paths.json`, made from the example when there is none. */
import { Uri, window, workspace } from 'vscode';
import { UserError } from '../../ports/userError.ts';
import { upgradePathsUri } from '../upgradePathsFile.ts';
import type { Command } from './commandParts.ts';

export const openUpgradePaths: Command = async ({ context }) => {
  const uri = upgradePathsUri();
  if (uri === null) {
    throw new UserError('Upgrade paths are kept in a folder’s upgrade_paths.json. Open a folder first.');
  }
  if (!(await exists(uri))) {
    await workspace.fs.copy(Uri.joinPath(context.extensionUri, 'resources', 'upgrade_paths.json'), uri);
  }
  await window.showTextDocument(uri);
};

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
