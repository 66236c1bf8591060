/** *Review Folder Settings…*: which of the settings that the open folder brings along are used. */
import type { QuickPickItem } from 'vscode';
import { window } from '../../exits/window.ts';
import { settingsSection } from '../../../engine/settings/settingsTable.ts';
import { editorError } from '../../editorTroubles.ts';
import { settingsFileName } from '../../engine/workspaceFile.ts';
import { valueText } from '../../words/folderSettingWords.ts';
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
  await folderSettings.answer(settings, new Set(picked.map(({ setting }) => setting.key)));
  await holder.restart();
};
