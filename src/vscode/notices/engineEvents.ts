/** What happens outside the engine and matters to it, and what it has to tell: settings, trust, notices, menus. */
import { Disposable, workspace } from 'vscode';
import { window } from '../exits/window.ts';
import type { Engine } from '../../engine/engineContract.ts';
import { settingsSection } from '../../engine/settings/settingsTable.ts';
import type { Job } from '../../jobs/job.ts';
import { setContext } from '../engine/contextKeys.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { buttons, openSettings } from '../actions/buttons.ts';
import { offerActions } from '../actions/offerActions.ts';
import { isOneSuspended, resumeWords } from '../words/resumeWords.ts';
import type { ToldTrouble } from '../../ports/trouble.ts';
import type { SettingTrouble } from '../../engine/settings/settingTroubles.ts';
import { troubleActions } from '../actions/troubleHelp.ts';

/** Opens the engine as soon as the workspace is trusted: now, or when the user grants it. */
export function startWhenTrusted(holder: EngineHolder): Disposable {
  if (workspace.isTrusted) void holder.start();
  return workspace.onDidGrantWorkspaceTrust(() => void holder.start());
}

export function restartOnChangedSettings(holder: EngineHolder): Disposable {
  return workspace.onDidChangeConfiguration(async (change) => {
    if (!change.affectsConfiguration(settingsSection)) return;
    if ((await holder.restart()) === 'deferred') {
      void window.showInformationMessage(
        'The changed PAN-OS settings apply as soon as the active jobs have ended.',
      );
    }
  });
}

/** Menus and welcome texts follow the engine. */
export function keepContextKeys(holder: EngineHolder): Disposable {
  const write = (): void => {
    setContext('panosUpgrade.engine', holder.status);
    setContext('panosUpgrade.paused', holder.engine?.paused ?? false);
    setContext('panosUpgrade.simulated', (holder.opened?.simulation ?? null) !== null);
    setContext('panosUpgrade.panoramaConfigured', (holder.opened?.settings.panorama.host ?? null) !== null);
    setContext('panosUpgrade.hasDevices', (holder.engine?.inventory.devices().length ?? 0) > 0);
  };
  write();
  return Disposable.from(
    holder.onDidChange(write),
    holder.follow((engine) => [engine.onDidChangeState(write), engine.inventory.onDidChange(write)]),
  );
}

/** Tells each notice once, however often the engine is opened. */
export function showNotices(holder: EngineHolder): Disposable {
  const told = new Set<string>();
  const tell = (engine: Engine): void => {
    // What is over may come again, and is told again then.
    const current = new Set(engine.notices.map(({ message }) => message));
    for (const message of told) if (!current.has(message)) told.delete(message);
    for (const { trouble, message } of engine.notices.filter((notice) => !told.has(notice.message))) {
      told.add(message);
      void offerActions(troubleActions(trouble) ?? [buttons.showLog], (titles) =>
        window.showWarningMessage(message, ...titles),
      );
    }
  };
  return Disposable.from(
    holder.follow((engine) => {
      tell(engine);
      return [engine.onDidChangeState(() => tell(engine))];
    }),
  );
}

/**
 * Jobs that wait since a window closed or died: said once, with the button that lets them go on. Who asked for a paused
 * engine is told only of pairs that do without a member meanwhile.
 */
export function offerToResume(holder: EngineHolder): Disposable {
  const told = new Set<string>();
  return Disposable.from(
    holder.follow((engine) => {
      const waiting = engine.interrupted.filter((id) => !told.has(id));
      const jobs = waiting.flatMap((id) => engine.jobs.get(id) ?? []);
      const asks = holder.opened?.settings.recovery.onStart === 'ask';
      if (engine.paused && jobs.length > 0 && (asks || jobs.some(isOneSuspended))) {
        for (const id of waiting) told.add(id);
        void askToResume(jobs);
      }
      return [];
    }),
  );
}

async function askToResume(jobs: readonly Job[]): Promise<void> {
  await offerActions([buttons.resumeEngine, buttons.showJobs], (titles) =>
    window.showWarningMessage(resumeWords(jobs), ...titles),
  );
}

/** One message for all of them; the same ones are not repeated. */
export function settingsProblemReporter(): (problems: readonly ToldTrouble<SettingTrouble>[]) => void {
  let told = '';
  return (problems) => {
    const [first, ...others] = problems;
    const text = problems.map(({ message }) => message).join(' ');
    if (text === told) return;
    told = text;
    if (text === '') return;
    const actions = first === undefined || others.length > 0 ? null : troubleActions(first.trouble);
    void offerActions(actions ?? [openSettings(settingsSection)], (titles) =>
      window.showWarningMessage(text, ...titles),
    );
  };
}
