/** Links above a line of a document. */
import { CodeLens, type Command, type Range } from 'vscode';
import { plainLabel } from './plainText.ts';

/** @param icon a codicon's name */
export function lensAt(range: Range, { title, ...command }: Command, icon?: string): CodeLens {
  const label = plainLabel(title);
  // VS Code swallows a plain blank after an icon.
  return new CodeLens(range, {
    ...command,
    title: icon === undefined ? label : `$(${icon})\u00A0${label}`,
  });
}
