/** Claims of a document, and the tests that are named behind them: `… Test: \`file.test.ts\` "title", "title"; …`. */
import { existsSync, readFileSync } from 'node:fs';

const TESTS = new URL('../', import.meta.url);

/** The list entries of a document, each on one line. */
export function claimsOf(text: string): string[] {
  return text.split('\n').reduce<string[]>((entries, line) => {
    if (line.startsWith('- ')) entries.push(line);
    else if (line.startsWith('  ') && entries.length > 0) entries.push(`${entries.pop()} ${line.trim()}`);
    return entries;
  }, []);
}

export function namesATest(claim: string): boolean {
  return / Test: `[^`]+\.test\.ts` "/.test(claim);
}

/** Those of the named tests that do not exist; a title may be the beginning of one that is made of parts. */
export function missingTests(claims: readonly string[]): string[] {
  return claims.flatMap((claim) => {
    const [, references = ''] = claim.split(' Test: ');
    return [...references.matchAll(/`([^`]+\.test\.ts)`((?:,? ?"[^"]+")+)/g)].flatMap(
      ([, file = '', titles = '']) => {
        const source = existsSync(new URL(file, TESTS)) ? readFileSync(new URL(file, TESTS), 'utf8') : '';
        return [...titles.matchAll(/"([^"]+)"/g)].flatMap(([, title = '']) =>
          ["'", '"', '`'].some(
            (quote) => source.includes(`it(${quote}${title}`) || source.includes(`it(\n${quote}${title}`),
          )
            ? []
            : [`${file}: ${title}`],
        );
      },
    );
  });
}
