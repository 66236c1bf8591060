/** Settings of a folder, as the user is asked about them: names, values, and what counts otherwise. */
import { settingsSection } from '../../engine/settings/settingsTable.ts';
import type { FolderSetting } from '../engine/folderSettings.ts';

const LONGEST_VALUE = 120;

/** On one line, cut: somebody else may have written it. */
export function valueText(value: unknown): string {
  if (value === undefined || value === '') return 'nothing';
  const text = JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** @param file that sets them, for people. @param open what nobody was asked about yet; at least one */
export function folderSettingsQuestion(file: string, open: readonly FolderSetting[]): string {
  const [first] = open;
  if (first === undefined) return '';
  const { key, value, instead } = first;
  const one = `${settingsSection}.${key} to ${valueText(value)} instead of ${valueText(instead)}`;
  const more = open.length === 1 ? '' : `, and ${open.length - 1} more`;
  return `${file} sets ${one}${more}. Nothing of it is used before you have looked at it.`;
}
