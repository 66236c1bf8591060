/** The lint rule that keeps raw addresses and fingerprints from being compared, on samples of both sides of its line. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { oneSpelling } from '../../../scripts/oneSpelling.ts';

const TYPES = `
  declare const read: unique symbol;
  type Name = string & { readonly [read]: 'address' };
  interface Device { readonly address: string; readonly peerAddress: string | null; readonly hostname: string }
  interface Pin { readonly address: Name; readonly fingerprint: Name; readonly pinned?: Name }
  export function f(device: Device, one: Pin, other: Pin, host: string, text: string): unknown {
`;

describe('the rule of one spelling', () => {
  const folder = mkdtempSync(join(tmpdir(), 'panos-lint-'));
  after(() => rmSync(folder, { recursive: true }));

  function complaints(expression: string): number {
    const filename = join(folder, 'sample.ts');
    const code = `${TYPES} return ${expression}; }\n`;
    writeFileSync(filename, code);
    const program = ts.createProgram([filename], { strict: true, noLib: true });
    const messages = new Linter({ cwd: folder }).verify(
      code,
      {
        files: ['**/*.ts'],
        languageOptions: { parser: tseslint.parser, parserOptions: { programs: [program] } },
        plugins: { ours: { rules: { rule: oneSpelling } } },
        rules: { 'ours/rule': 'error' },
      },
      filename,
    );
    assert.ok(
      messages.every(({ ruleId }) => ruleId === 'ours/rule'),
      messages.map(({ message }) => message).join(),
    );
    return messages.length;
  }

  for (const expression of [
    'device.address === text',
    'one.address === device.address',
    'text !== device.peerAddress',
    'host === text',
  ]) {
    it(`refuses ${expression}`, () => assert.equal(complaints(expression), 1));
  }

  for (const expression of [
    'one.address === other.address',
    'one.fingerprint !== other.pinned',
    "device.address === ''",
    'device.peerAddress === null',
    'one.pinned === undefined',
    'device.hostname === text',
  ]) {
    it(`lets ${expression} pass`, () => assert.equal(complaints(expression), 0));
  }
});
