/** Every claim of docs/PANOS.md names the tests that hold it, and they exist. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { claimsOf, missingTests, namesATest } from '../support/claims.ts';

const text = readFileSync(new URL('../../docs/PANOS.md', import.meta.url), 'utf8');
const claims = claimsOf(text.slice(text.indexOf('\n## Wire format')));

describe('docs/PANOS.md', () => {
  it('names a test behind every claim', () => {
    assert.ok(claims.length > 100);
    assert.deepEqual(
      claims.filter((claim) => !namesATest(claim)),
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

  it('names tests that exist', () => assert.deepEqual(missingTests(claims), []));
});
