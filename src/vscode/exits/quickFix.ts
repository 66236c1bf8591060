/** What the light bulb offers beside a problem. */
import { CodeAction, CodeActionKind } from 'vscode';
import { plainTitle } from './plainText.ts';

export function quickFix(title: string): CodeAction {
  return new CodeAction(plainTitle(title), CodeActionKind.QuickFix);
}
