/** Markdown for tooltips, which can only be made of fixed text and of values that are escaped. */
import { oneLine } from '../../ports/outsideText.ts';
import { exitLimits } from './plainText.ts';

declare const escaped: unique symbol;
/** Harmless as markdown. */
export type Markdown = string & { readonly [escaped]: true };

/** What stands between the values is markdown, the values are not. */
export function markdown(parts: TemplateStringsArray, ...values: readonly (string | number)[]): Markdown {
  return String.raw({ raw: parts }, ...values.map((value) => plainMarkdown(String(value)))) as Markdown;
}

/** One below the other. */
export function markdownLines(lines: readonly Markdown[]): Markdown {
  return lines.join('  \n') as Markdown;
}

/** One `**name:** value` line a row; rows without a value are left out. */
export function factLines(rows: readonly (readonly [name: string, value: string | null])[]): Markdown {
  return markdownLines(
    rows.flatMap(([name, value]) =>
      value === null || value === '' ? [] : [markdown`**${name}:** ${value}`],
    ),
  );
}

/** Escapes whatever markdown or HTML gives a meaning to, and keeps the text on one line. */
export function plainMarkdown(text: string): Markdown {
  return oneLine(text, exitLimits.tooltip).replaceAll(/[\\`*_{}[\]()#+\-.!|~<>&$:@]/g, (sign) =>
    /[<>&]/.test(sign) ? (ENTITIES[sign] ?? '') : `\\${sign}`,
  ) as Markdown;
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
