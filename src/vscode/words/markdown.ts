/** Texts that come from devices, made harmless: a host name must not become a link or an image. */

/** Escapes whatever markdown or HTML gives a meaning to, and keeps the text on one line. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|~<>&$:@]/g, (sign) =>
      /[<>&]/.test(sign) ? (ENTITIES[sign] ?? '') : `\\${sign}`,
    );
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** For notifications, which turn `[text](command:…)` into a link that runs the command when it is clicked. */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}

/** For quick picks, which turn `$(name)` into an icon: a check mark would lend itself to a lie. */
export function plainLabel(text: string): string {
  return text.replaceAll('$(', '$ (');
}

/** One `**name:** value` line a row, for tooltips; rows without a value are left out. */
export function factLines(rows: readonly (readonly [name: string, value: string | null])[]): string {
  return rows
    .filter((row): row is readonly [string, string] => row[1] !== null && row[1] !== '')
    .map(([name, value]) => `**${plainMarkdown(name)}:** ${plainMarkdown(value)}`)
    .join('  \n');
}
