/** The README's table of settings repeats names and defaults that the code has: here it is held to them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  choiceSettings,
  flagSettings,
  numberSettings,
  objectSettings,
  settingsSection,
  textSettings,
} from '../../src/engine/settings/settingsTable.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** What the table has to say of each setting's default. */
const defaults = new Map<string, string>([
  ...Object.entries(numberSettings).map(([key, setting]) => said(key, `${setting.default}${unitOf(key)}`)),
  ...Object.entries(flagSettings).map(([key, isOn]) => said(key, isOn ? 'on' : 'off')),
  ...Object.entries(choiceSettings).map(([key, setting]) => said(key, setting.default)),
  ...Object.entries(textSettings).map(([key, text]) => said(key, text)),
  ...objectSettings.map((key) => said(key, 'none')),
]);

function said(key: string, text: string): [string, string] {
  return [key, text];
}

function unitOf(key: string): string {
  if (/(timeout|Timeout|Delay|Interval)$/.test(key)) return ' s';
  return key === 'validation.tcpSessionMargin' ? ' %' : '';
}

interface Row {
  readonly key: string;
  readonly fallback: string;
  readonly meaning: string;
}

/** Of several names in one cell, one without a dot belongs to the section of the name before it. */
function rows(): Row[] {
  const [, table = ''] = readme.split(`| Setting \`${settingsSection}.…\``);
  return table
    .slice(0, table.indexOf('\n\n'))
    .split('\n')
    .slice(2)
    .flatMap((line) => {
      const [, names = '', fallback = '', meaning = ''] = line.split('|');
      let section = '';
      return [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']): Row => {
        if (name.includes('.')) section = name.slice(0, name.indexOf('.') + 1);
        const key = name.includes('.') ? name : `${section}${name}`;
        return { key, fallback: fallback.trim(), meaning };
      });
    });
}

describe("the README's table of settings", () => {
  it('names every setting once, and no other', () => {
    assert.deepEqual(
      rows()
        .map(({ key }) => key)
        .toSorted(),
      [...defaults.keys()].toSorted(),
    );
  });

  it('says the default of each', () => {
    assert.deepEqual(
      rows().filter(({ key, fallback }) => defaults.get(key) !== fallback),
      [],
    );
  });

  it('says no other range than the code has', () => {
    const ranges = new Map(
      Object.entries(numberSettings).map(([key, { minimum, maximum }]) => [key, `${minimum} to ${maximum}`]),
    );
    const wrong = rows().filter(({ key, meaning }) => {
      const [range] = /\d+ to \d+/.exec(meaning) ?? [];
      return range !== undefined && range !== ranges.get(key);
    });
    assert.deepEqual(wrong, []);
  });
});
