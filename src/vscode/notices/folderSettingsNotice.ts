/** Says once that the open folder brings settings along that nobody has looked at, with the button to do so. */
import { Disposable, workspace } from 'vscode';
import { window } from '../exits/window.ts';
import { settingsSection } from '../../engine/settings/settingsTable.ts';
import { buttons } from '../actions/buttons.ts';
import { offerActions } from '../actions/offerActions.ts';
import type { FolderSettings } from '../engine/folderSettings.ts';
import { settingsFileName } from '../engine/workspaceFile.ts';
import { folderSettingsQuestion } from '../words/folderSettingWords.ts';

export function showFolderSettings(settings: FolderSettings): Disposable {
  let told = '';
  const tell = (): void => {
    if (!workspace.isTrusted) return;
    const question = folderSettingsQuestion(
      settingsFileName(),
      settings.all().filter(({ answer }) => answer === 'open'),
    );
    if (question === told) return;
    told = question;
    if (question === '') return;
    void offerActions([buttons.reviewFolderSettings], (titles) =>
      window.showWarningMessage(question, ...titles),
    );
  };
  tell();
  return Disposable.from(
    workspace.onDidGrantWorkspaceTrust(tell),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingsSection)) tell();
    }),
  );
}
