/** Settings of a folder, as the user is asked about them: names, values, and what counts otherwise. */
import { settingsSection } from '../../engine/settings/settingsTable.ts';
import type { FolderSetting } from '../engine/folderSettings.ts';
import { counted } from './quantities.ts';

const LONGEST_VALUE = 120;

/** On one line, cut: somebody else may have written it. */
export function valueText(value: unknown): string {
  if (value === undefined || value === '') return 'nothing';
  const text = JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** How many are named one by one. */
const NAMED = 3;

/** @param file that sets them, for people. @param open what nobody was asked about yet */
export function folderSettingsQuestion(file: string, open: readonly FolderSetting[]): string {
  if (open.length === 0) return '';
  const named = open
    .slice(0, NAMED)
    .map(
      ({ key, value, instead }) =>
        `${settingsSection}.${key} to ${valueText(value)} instead of ${valueText(instead)}`,
    );
  const more = open.length > NAMED ? [`${open.length - NAMED} more`] : [];
  return `${file} sets ${[...named, ...more].join('; ')}. Nothing of it is used until you say so.`;
}

/** @param used the keys of those that are used from now on */
export function folderSettingsAnswer(
  file: string,
  settings: readonly FolderSetting[],
  used: ReadonlySet<string>,
): string {
  const names = settings.flatMap(({ key }) => (used.has(key) ? [] : [`${settingsSection}.${key}`]));
  const begin = `${settings.length - names.length} of ${counted(settings.length, 'setting')} in ${file} ${settings.length - names.length === 1 ? 'is' : 'are'} used`;
  return names.length === 0 ? `${begin}.` : `${begin}; your own value instead of ${names.join(', ')}.`;
}

/** A value that a row would cut: an object entry by entry, anything else as it is. */
export function valueInFull(setting: FolderSetting): string {
  const { key, value, instead } = setting;
  const lines =
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([name, entry]) => `  ${name}: ${JSON.stringify(entry)}`)
      : [`  ${JSON.stringify(value)}`];
  return [`${settingsSection}.${key}, instead of ${valueText(instead)}`, ...lines].join('\n');
}

/** What a row has room for. */
const ROW = 60;

export function isCutInARow({ value }: FolderSetting): boolean {
  return JSON.stringify(value).length > ROW;
}
