/** *Review Folder Settings…*: which of the settings that the open folder brings along are used. */
import type { QuickPickItem } from 'vscode';
import { window } from '../../exits/window.ts';
import { settingsSection } from '../../../engine/settings/settingsTable.ts';
import { editorError } from '../../editorTroubles.ts';
import type { FolderSetting } from '../../engine/folderSettings.ts';
import { settingsFileName } from '../../engine/workspaceFile.ts';
import { folderSettingsAnswer, isCutInARow, valueInFull, valueText } from '../../words/folderSettingWords.ts';
import type { Command } from '../asking/commandParts.ts';

export const reviewFolderSettings: Command = async ({ folderSettings, holder }) => {
  const settings = folderSettings.all();
  if (settings.length === 0) throw editorError({ code: 'no_folder_settings', file: settingsFileName() });
  const items = settings.map((setting) => ({
    label: `${settingsSection}.${setting.key}: ${valueText(setting.value)}`,
    description: `instead of ${valueText(setting.instead)}`,
    picked: setting.answer === 'used',
    setting,
  })) satisfies QuickPickItem[];
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    title: `Settings in ${settingsFileName()}`,
    placeHolder: 'Those with a tick are used, your own values instead of the others.',
  });
  if (picked === undefined) return;
  const chosen = picked.map(({ setting }) => setting);
  const inFull = chosen.filter(isCutInARow);
  const seen =
    inFull.length === 0 || (await isAgreed(inFull)) ? chosen : chosen.filter((one) => !isCutInARow(one));
  const used = new Set(seen.map(({ key }) => key));
  await folderSettings.answer(settings, used);
  await holder.restart();
  void window.showInformationMessage(folderSettingsAnswer(settingsFileName(), settings, used));
};

/** What a dialog shows of them at the most, in characters: nothing is used that was not shown to its end. */
const LONGEST = 4000;

async function isAgreed(settings: readonly FolderSetting[]): Promise<boolean> {
  const detail = settings.map(valueInFull).join('\n\n');
  if (detail.length > LONGEST)
    throw editorError({ code: 'folder_settings_too_long', file: settingsFileName() });
  const use = 'Use Them';
  const question = `Use these values of ${settingsFileName()}?`;
  return (await window.showWarningMessage(question, { modal: true, detail }, use)) === use;
}
