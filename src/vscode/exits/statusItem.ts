/** An item of the status bar. */
import { MarkdownString, StatusBarAlignment, type StatusBarItem, ThemeColor, window as editor } from 'vscode';
import type { Markdown } from './markdown.ts';
import { exitLimits, plainLabel } from './plainText.ts';

export interface StatusItemLook {
  /** A codicon's name, with `~spin` to make it turn. */
  readonly icon: string;
  readonly text: string;
  readonly tooltip: Markdown;
  readonly spoken: string;
  readonly isWarning: boolean;
}

/** @param command what a click does */
export function createStatusItem(id: string, name: string, command: string): StatusBarItem {
  const item = editor.createStatusBarItem(id, StatusBarAlignment.Left, 10);
  item.name = name;
  item.command = command;
  return item;
}

export function drawStatusItem(
  item: Pick<StatusBarItem, 'text' | 'tooltip' | 'accessibilityInformation' | 'backgroundColor'>,
  { icon, text, tooltip, spoken, isWarning }: StatusItemLook,
): void {
  item.text = `$(${icon}) ${plainLabel(text, exitLimits.title)}`;
  item.tooltip = new MarkdownString(tooltip, true);
  item.accessibilityInformation = { label: plainLabel(spoken, exitLimits.spoken) };
  item.backgroundColor = isWarning ? new ThemeColor('statusBarItem.warningBackground') : undefined;
}
