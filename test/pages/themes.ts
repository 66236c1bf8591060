/** The themes in which pages are looked at: what VS Code hands to a page, as style sheets in themes/. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** By the name of the style sheet, the word by which VS Code marks the body of a page. */
const KINDS = {
  'light-modern': 'vscode-light',
  'dark-modern': 'vscode-dark',
  'light-2026': 'vscode-light',
  'dark-2026': 'vscode-dark',
  'high-contrast': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast-light',
} as const;

export type ThemeName = keyof typeof KINDS;

export const THEMES = Object.keys(KINDS) as ThemeName[];

export function themeStyles(name: ThemeName | 'vscode-defaults'): string {
  return readFileSync(join(import.meta.dirname, 'themes', `${name}.css`), 'utf8');
}

/** What stands on the body of a page. */
export function themeMarks(name: ThemeName): { readonly className: string; readonly kind: string } {
  const kind = KINDS[name];
  // High contrast light is high contrast, too.
  const classes = kind === 'vscode-high-contrast-light' ? `vscode-high-contrast ${kind}` : kind;
  return { className: classes, kind };
}
