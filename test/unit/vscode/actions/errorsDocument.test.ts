/**
 * docs/ERRORS.md is the list that the code makes of all its endings and troubles; and what is in it can be read aloud. A
 * failure of the first is mended by `npm run errors`.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { buttons } from '../../../../src/vscode/actions/buttons.ts';
import {
  deviceErrors,
  endings,
  errorsDocument,
  introductionsIn,
  readErrorsDocument,
  troubles,
} from '../../../support/troubles/errorsDocument.ts';
import { rooms } from '../../../support/troubles/allRooms.ts';
import { deviceErrorsOf } from '../../../support/troubles/deviceSamples.ts';

const root = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const document = readErrorsDocument();

/** What can say something, with texts that are broken over lines put together again. */
const source = globSync('src/**/*.ts', { cwd: root.pathname, exclude: ['src/simulator/**'] })
  .map((path) => read(path))
  .join('\n')
  .replaceAll(/['`]\s*\+\s*['`]/g, '')
  .replaceAll('\\n', ' ');

const everything = [...deviceErrors, ...troubles, ...endings].flatMap(({ name, said }) =>
  said.map((text) => ({ name, text })),
);
/** The sentence alone that matters: notifications and rows have no other. */
const briefs = rooms.flatMap((room) =>
  room.samples.map((sample) => ({ name: sample.code, text: room.tell(sample).brief })),
);

/** Names of the sample data, of files and of settings: they are written as they are. */
const NAMES = /^(fw-\d|pano |vm |upgrade_paths\.json|version_hashes\.json|panosUpgrade\.|fleet\.csv|job-\d)/;
/** Its words are the original tool's, which users know. */
const AS_BEFORE = /^Device fw-1 \(001\) .*\(Job ID: job-1\)$/;

const allBut = (list: typeof everything, isRight: (text: string) => boolean): string[] =>
  list.filter(({ text }) => !isRight(text)).map(({ name, text }) => `${name}: ${text}`);

describe('the table of errors', () => {
  it('is the list that the code makes (npm run errors)', async () => {
    assert.equal(document, await errorsDocument(introductionsIn(document)));
  });

  it('has a text for every trouble', () => {
    assert.deepEqual(
      [...deviceErrors, ...troubles, ...endings].filter(({ said }) => said.length === 0),
      [],
    );
    assert.ok(everything.length > 200, `${everything.length}`);
  });

  it('begins every text with a capital, or with a name', () => {
    const isRight = (text: string): boolean => /^[^a-z]/.test(text) || NAMES.test(text);
    assert.deepEqual(allBut([...everything, ...briefs], isRight), []);
  });

  it('ends every text with a full stop, and with one', () => {
    const isRight = (text: string): boolean => /[^.]\.["”)]?$/.test(text) || AS_BEFORE.test(text);
    assert.deepEqual(allBut([...everything, ...briefs], isRight), []);
    assert.deepEqual(
      allBut(everything, (text) => !/\.\.(?!\/)|\."\.|\.\)\.| {2}| ,/.test(text)),
      [],
    );
  });

  it('names nothing twice in a row', () => {
    assert.deepEqual(
      allBut(everything, (text) => !/(?<![\w.-])([\w.-]{3,}):? \1(?![\w-])/.test(text)),
      [],
    );
  });

  it('holds nothing that is for programs', () => {
    const ofPrograms = /undefined|\bnull\b|NaN|\[object|\.ts:\d|\bat \w+ \(|[A-Z]\w*Error\b|\$\{/;
    assert.deepEqual(
      allBut([...everything, ...briefs], (text) => !ofPrograms.test(text)),
      [],
    );
  });

  it('claims nothing that was not seen, and gives no advice that cannot help', () => {
    const rules: readonly (readonly [of: RegExp, never: RegExp])[] = [
      // A device that answers is there.
      [
        /The device answers|sound answer|web server answered|HTTP status/,
        /did not come back|does not answer/,
      ],
      [/was not seen to make progress/, /made no progress/],
      // The end of a model's line is no matter of licences.
      [/last feature release/, /licence|update server|[Tt]ry again/],
      // To wait for longer helps neither with credentials nor with a commit that fails.
      [/refused the credentials|its auto-commit ran/, /rebootReadyTimeout/],
      [/is not accepted and will not be installed/, /[Tt]ry again|[Rr]etry/],
      [/does not bear these versions/, /[Mm]ake it functional/],
    ];
    for (const [of, never] of rules) {
      const about = everything.filter(({ text }) => of.test(text));
      assert.deepEqual(
        allBut(about, (text) => !never.test(text)),
        [],
        `${of}`,
      );
    }
  });

  it('has messages of devices in the words of the code', () => {
    for (const { name, said } of deviceErrors) assert.ok(said.length > 0, name);
    for (const { what } of deviceErrors.flatMap(({ name }) => deviceErrorsOf(name))) {
      for (const words of what.split(
        /\(.*\)|\d+(?: \w+)?|AA:BB|fw-1\S*|no software version in it|Operational Requests|: (?=check)/,
      )) {
        const piece = words.replace(/^[.:) ]+|[.:(") ]+$/g, '');
        if (piece.length >= 20) assert.ok(source.includes(piece), `"${piece}" stands nowhere in src`);
      }
    }
  });

  it('knows every error for people that a command can end with: none is made of words alone', () => {
    const made = [...source.matchAll(/new UserError\(\s*(.)/g)].map(([, first]) => first);
    assert.ok(made.length >= 5, `${made.length}`);
    assert.deepEqual(
      made.filter((first) => first === "'" || first === '`' || first === '"'),
      [],
    );
  });

  it('has buttons with the titles of the commands in menus', () => {
    const { contributes } = JSON.parse(read('package.json')) as {
      contributes: { commands: { command: string; title: string }[] };
    };
    const titles = new Map(contributes.commands.map(({ command, title }) => [command, title]));
    const ownTitles = ['Cancel It…', 'Set Device Credentials…', 'Show New Job', 'Try Again'];
    for (const { title, command } of Object.values(buttons)) {
      const inMenus = command === null ? undefined : titles.get(command);
      if (inMenus !== undefined && !ownTitles.includes(title)) assert.equal(title, inMenus);
    }
  });

  it('explains only kinds that there are', () => {
    const known = new Set([...deviceErrors, ...troubles].map(({ name }) => name));
    const text = Object.values(introductionsIn(document)).join('\n');
    const named = [...text.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, kind = '']) => kind);
    assert.deepEqual(
      named.filter((kind) => !known.has(kind)),
      [],
    );
  });
});
