/** SECURITY.md: every claim about an attacker names the tests that hold it, and its table has every setting once. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { settingKeys } from '../../src/engine/settings/settingsTable.ts';
import { claimsOf, missingTests, namesATest } from '../support/claims.ts';

const text = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');
const section = (title: string): string => text.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

describe('SECURITY.md', () => {
  const claims = claimsOf(section('Who might want what, and what stops them'));

  it('names a test behind every claim, but for what remains', () => {
    assert.ok(claims.length > 15);
    assert.deepEqual(
      claims.filter((claim) => !namesATest(claim) && !claim.startsWith('- What remains: ')),
      [],
    );
  });

  it('names tests that exist', () => assert.deepEqual(missingTests(claimsOf(text)), []));

  it('says of every setting whether a folder may set it', () => {
    const rows = section('Settings')
      .split('\n')
      .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([\w.]+)`/g)].map(([, key]) => key));
    assert.deepEqual(rows.toSorted(), settingKeys.toSorted());
  });
});
