/** The lint rules that keep raw addresses, fingerprints and serials from being compared, on samples of both sides of their line. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { oneSpelling, readSerials } from '../../../scripts/oneSpelling.ts';

const TYPES = `
  declare const read: unique symbol;
  type Name = string & { readonly [read]: 'address' };
  interface Device { readonly address: string; readonly peerAddress: string | null; readonly hostname: string }
  interface Run { readonly serial: string; readonly peerSerial: string | null; readonly serials: string }
  interface Known { readonly serial: Name; readonly peerSerial: Name | null }
  interface Pin { readonly address: Name; readonly fingerprint: Name; readonly pinned?: Name }
  export function f(device: Device, one: Pin, other: Pin, run: Run, known: Known, host: string, text: string): unknown {
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
        plugins: { ours: { rules: { oneSpelling, readSerials } } },
        rules: { 'ours/oneSpelling': 'error', 'ours/readSerials': 'error' },
      },
      filename,
    );
    assert.ok(
      messages.every(({ ruleId }) => ruleId?.startsWith('ours/') === true),
      messages.map(({ message }) => message).join(),
    );
    return messages.length;
  }

  for (const expression of [
    'device.address === text',
    'one.address === device.address',
    'text !== device.peerAddress',
    'host === text',
    'run.serial === text',
    'known.serial === run.serial',
    'known.serial === text',
    'text !== one.fingerprint',
    'run.peerSerial !== known.serial',
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
    'known.serial === known.peerSerial',
    'known.peerSerial !== known.serial',
    "run.serial === ''",
    'run.peerSerial === null',
    'run.serials === text',
  ]) {
    it(`lets ${expression} pass`, () => assert.equal(complaints(expression), 0));
  }
});
