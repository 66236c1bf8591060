/** *Open Upgrade Paths* and *Open Version Hashes*: the workspace's own files, made when there are none. */
import { Position, Selection, Uri, workspace } from 'vscode';
import { window } from '../../exits/window.ts';
import { editorError } from '../../editorTroubles.ts';
import { upgradePathsUri } from '../../engine/upgradePathsFile.ts';
import { versionHashesUri } from '../../engine/versionHashesFile.ts';
import type { Command } from '../asking/commandParts.ts';

export const openUpgradePaths: Command = async ({ context }) => {
  const uri = upgradePathsUri();
  if (uri === null) {
    throw editorError({ code: 'no_folder', file: 'upgrade_paths.json' });
  }
  if (!(await exists(uri))) {
    await workspace.fs.copy(Uri.joinPath(context.extensionUri, 'resources', 'upgrade_paths.json'), uri);
  }
  await window.showTextDocument(uri);
};

/**
 * Begins without an entry, since one that is made up would refuse good images: completion offers them. It names
 * no schema of its own, which VS Code would take instead of ours.
 */
export const openVersionHashes: Command = async () => {
  const uri = versionHashesUri();
  if (uri === null) {
    throw editorError({ code: 'no_folder', file: 'version_hashes.json' });
  }
  if (await exists(uri)) {
    await window.showTextDocument(uri);
    return;
  }
  await workspace.fs.writeFile(uri, new TextEncoder().encode('{\n  \n}\n'));
  const inside = new Position(1, 2);
  await window.showTextDocument(uri, { selection: new Selection(inside, inside) });
};

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
