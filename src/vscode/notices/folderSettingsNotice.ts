/** Says that the open folder brings settings along that nobody has looked at, with the button to do so. */
import { Disposable, workspace } from 'vscode';
import { window } from '../exits/window.ts';
import { settingsSection } from '../../engine/settings/settingsTable.ts';
import type { Clock } from '../../ports/clock.ts';
import { buttons } from '../actions/buttons.ts';
import { offerActions } from '../actions/offerActions.ts';
import type { FolderSettings } from '../engine/folderSettings.ts';
import { settingsFileName } from '../engine/workspaceFile.ts';
import { folderSettingsQuestion } from '../words/folderSettingWords.ts';

/** So long nothing more is saved by somebody who has written what he wanted: a file may be saved at every pause of typing. */
const QUIET_MS = 10_000;

/** Once for what is there, and never a second message while one stands. @param clock real time */
export function showFolderSettings(settings: FolderSettings, clock: Pick<Clock, 'sleep'>): Disposable {
  let told = '';
  let isStanding = false;
  let waiting = new AbortController();
  const tell = async (): Promise<void> => {
    if (!workspace.isTrusted || isStanding) return;
    const question = folderSettingsQuestion(
      settingsFileName(),
      settings.all().filter(({ answer }) => answer === 'open'),
    );
    if (question === told) return;
    told = question;
    if (question === '') return;
    isStanding = true;
    await offerActions([buttons.reviewFolderSettings], (titles) =>
      window.showWarningMessage(question, ...titles),
    );
    isStanding = false;
    // What was saved while the message stood.
    await tell();
  };
  const tellWhenQuiet = async (): Promise<void> => {
    waiting.abort();
    waiting = new AbortController();
    const { signal } = waiting;
    await clock.sleep(QUIET_MS, signal).catch(() => undefined);
    if (!signal.aborted) await tell();
  };
  void tell();
  return Disposable.from(
    new Disposable(() => waiting.abort()),
    workspace.onDidGrantWorkspaceTrust(() => void tell()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingsSection)) void tellWhenQuiet();
    }),
  );
}
