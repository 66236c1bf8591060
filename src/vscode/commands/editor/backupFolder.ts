/** *Open Backup Folder*: where the backups of all firewalls are, or of the one it was chosen on. */
import { commands, env, Uri, workspace } from 'vscode';
import { window } from '../../exits/window.ts';
import { engineFolder } from '../../engine/storageFolder.ts';
import type { Command } from '../asking/commandParts.ts';
import { targetSerial } from '../asking/targets.ts';
import { named } from '../../../ports/outsideText.ts';

export const openBackupFolder: Command = async ({ context, fleets }, target) => {
  // As store/backupFiles.ts names it.
  const all = Uri.joinPath(Uri.file(engineFolder(context, await fleets.current())), 'backups');
  const serials = await namesIn(all);
  const serial = targetSerial(target);
  if (serial === null ? serials.length === 0 : !serials.includes(serial)) {
    const whose = serial === null ? '' : ` of ${serial}`;
    await window.showInformationMessage(
      `There is no backup${whose} yet. An upgrade makes one before it changes anything.`,
    );
    return;
  }
  await reveal(serial === null ? all : Uri.joinPath(all, serial));
};

/** Of a folder in a remote window, whose files this computer's own file manager cannot show, the place is told. */
async function reveal(folder: Uri): Promise<void> {
  if (env.remoteName === undefined) {
    await commands.executeCommand('revealFileInOS', folder);
    return;
  }
  await window.showInformationMessage(`The backups are on the remote host in ${named(folder.fsPath)}.`);
}

/** Empty where nothing was ever saved. */
async function namesIn(folder: Uri): Promise<readonly string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return [];
  }
}
