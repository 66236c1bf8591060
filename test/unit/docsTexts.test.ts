/** docs/ARCHITECTURE.md says how much is kept and shown of texts from outside; the code decides it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_LINE, LONGEST_MESSAGE, LONGEST_TEXT, textLimits } from '../../src/panos/textLimits.ts';
import { exitLimits } from '../../src/vscode/exits/plainText.ts';

const architecture = readFileSync(join(import.meta.dirname, '../../docs/ARCHITECTURE.md'), 'utf8');
const [, section = ''] = /^## Texts from outside$(.*?)^## /ms.exec(architecture) ?? [];
const tables = section
  .split('\n')
  .filter((line) => /^\| (?!-)/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('the limits of texts in docs/ARCHITECTURE.md', () => {
  it('are those of the elements', () => {
    const forms = { word: 'one word', name: 'one name', line: 'one line' };
    const told = new Map(
      tables.flatMap(([elements = '', form = '', longest]) =>
        [...elements.matchAll(/`([a-z0-9-]+)`/g)]
          .filter(() => Object.values(forms).some((one) => form.startsWith(one)))
          .map(([, element]) => [element, [form.split(':')[0], Number(longest)]]),
      ),
    );
    const meant = new Map([...textLimits].map(([name, { kind, longest }]) => [name, [forms[kind], longest]]));
    assert.deepEqual([...told].sort(), [...meant].sort());
    const others = tables
      .filter(([, , longest]) => /^\d+$/.test(longest ?? ''))
      .map(([, , longest]) => Number(longest));
    assert.deepEqual(others.slice(-3), [LONGEST_LINE, LONGEST_MESSAGE, LONGEST_TEXT]);
  });

  it('are those of the exits', () => {
    const numbers = tables
      .filter(([, second = '']) => /^[\d;\s]+$/.test(second))
      .flatMap(([, second = '']) => second.split(';').map(Number));
    for (const [exit, longest] of Object.entries(exitLimits)) assert.ok(numbers.includes(longest), exit);
  });
});
