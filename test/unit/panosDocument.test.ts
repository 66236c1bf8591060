/** Every claim of docs/PANOS.md names the tests that hold it, and they exist. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

const TESTS = new URL('../', import.meta.url);
const text = readFileSync(new URL('../../docs/PANOS.md', import.meta.url), 'utf8');

/** The list entries below "Wire format", each on one line. */
const claims = text
  .slice(text.indexOf('\n## Wire format'))
  .split('\n')
  .reduce<string[]>((entries, line) => {
    if (line.startsWith('- ')) entries.push(line);
    else if (line.startsWith('  ') && entries.length > 0) entries.push(`${entries.pop()} ${line.trim()}`);
    return entries;
  }, []);

describe('docs/PANOS.md', () => {
  it('names a test behind every claim', () => {
    assert.ok(claims.length > 100);
    assert.deepEqual(
      claims.filter((claim) => !/ Test: `[^`]+\.test\.ts` "/.test(claim)),
      [],
    );
  });

  it('makes its claims in lists, and in nothing else but introductions', () => {
    for (const section of text
      .slice(text.indexOf('\n## Wire format'))
      .split(/\n##+ /)
      .slice(1)) {
      const [title = ''] = section.split('\n');
      const lists = section.split('\n').filter((line) => line.startsWith('- ')).length;
      const prose = section.split('\n').filter((line) => /^[A-Za-z`*]/.test(line)).length - 1;
      assert.ok(lists > 0 || title === 'Wire format', `${title} claims nothing`);
      assert.ok(prose <= 1, `${title} has more prose than an introduction`);
    }
  });

  it('names tests that exist', () => {
    const missing: string[] = [];
    for (const claim of claims) {
      const [, references = ''] = claim.split(' Test: ');
      for (const [, file = '', titles = ''] of references.matchAll(
        /`([^`]+\.test\.ts)`((?:,? ?"[^"]+")+)/g,
      )) {
        const source = existsSync(new URL(file, TESTS)) ? readFileSync(new URL(file, TESTS), 'utf8') : '';
        for (const [, title = ''] of titles.matchAll(/"([^"]+)"/g)) {
          const isThere = ["'", '"', '`'].some(
            (quote) => source.includes(`it(${quote}${title}`) || source.includes(`it(\n${quote}${title}`),
          );
          if (!isThere) missing.push(`${file}: ${title}`);
        }
      }
    }
    assert.deepEqual(missing, []);
  });
});
