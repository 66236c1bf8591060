/** What a user does first: settings of his own, and credentials that are typed in. */
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension.ts';
import { recordQuestions } from './questions.ts';

/** The user's own settings, without the section; undefined takes one back. The engine has them afterwards. */
export async function setForUser(
  api: ExtensionApi,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('panosUpgrade');
  for (const [key, value] of Object.entries(settings)) {
    await configuration.update(key, value, vscode.ConfigurationTarget.Global);
  }
  await api.holder.restart();
  await api.holder.require();
}

export async function storeCredentials(
  whose: 'Panorama' | 'Firewall',
  { username, password }: { readonly username: string; readonly password: string },
): Promise<void> {
  const questions = recordQuestions((question) => {
    if (question.kind === 'pick') return 'User name and password';
    if (question.kind === 'text') return question.prompt === 'User name' ? username : password;
    return undefined;
  });
  await vscode.commands.executeCommand(`panosUpgrade.set${whose}Credentials`);
  questions.dispose();
}
