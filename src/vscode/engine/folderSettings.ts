/**
 * Settings that a folder brings along. A repository is shared by people who do not choose for each other, and one that
 * was merely cloned is nobody's word: what its file says about our settings counts once the user has seen file, name and
 * value, and until then the user's own value does. The answer is remembered for exactly that value.
 */
import type { Memento } from 'vscode';
import { type SettingKey, settingKeys } from '../../engine/settings/settingsTable.ts';

/** The part of a WorkspaceConfiguration that is used; of our section. */
export interface Configuration {
  get(key: string): unknown;
  inspect(
    key: string,
  ):
    | { readonly workspaceValue?: unknown; readonly globalValue?: unknown; readonly defaultValue?: unknown }
    | undefined;
}

export interface FolderSetting {
  readonly key: SettingKey;
  readonly value: unknown;
  /** What counts without it: the user's own value, or the default. */
  readonly instead: unknown;
  /** `open`: the user has not been asked yet. */
  readonly answer: 'used' | 'not_used' | 'open';
}

export interface FolderSettings {
  /** The value that counts. */
  read(key: SettingKey): unknown;
  /** What the folder says otherwise than the user. */
  all(): readonly FolderSetting[];
  /** The user's answer to every one of them. */
  answer(settings: readonly FolderSetting[], used: ReadonlySet<SettingKey>): Promise<void>;
}

/** Says whose signature is believed. Of the scope `machine`, which some releases of VS Code let a folder get around. */
const FOR_THE_MACHINE = 'tls.caFile';

const MEMORY = 'folderSettings.answers';

/** @param memory the editor's own, which no folder can write */
export function folderSettings(configuration: () => Configuration, memory: Memento): FolderSettings {
  const answers = (): Readonly<Record<string, unknown>> => memory.get(MEMORY, {});

  function ofFolder(key: SettingKey): FolderSetting | null {
    const inspected = configuration().inspect(key);
    const value = inspected?.workspaceValue;
    const instead = inspected?.globalValue ?? inspected?.defaultValue;
    if (value === undefined || key === FOR_THE_MACHINE || JSON.stringify(value) === JSON.stringify(instead))
      return null;
    const known = answers()[mark(key, value)];
    return { key, value, instead, answer: known === true ? 'used' : known === false ? 'not_used' : 'open' };
  }

  return {
    read(key) {
      if (key === FOR_THE_MACHINE) return configuration().inspect(key)?.globalValue;
      const setting = ofFolder(key);
      return setting === null || setting.answer === 'used' ? configuration().get(key) : setting.instead;
    },

    all: () => settingKeys.flatMap((key) => ofFolder(key) ?? []),

    async answer(settings, used) {
      const given = settings.map(({ key, value }) => [mark(key, value), used.has(key)] as const);
      await memory.update(MEMORY, { ...answers(), ...Object.fromEntries(given) });
    },
  };
}

function mark(key: SettingKey, value: unknown): string {
  return `${key}=${JSON.stringify(value)}`;
}
