/** docs/ERRORS.md is held to the tables of the code, to the words of the code's messages, and to the menus. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import {
  deviceErrorActions,
  errorActions,
  type ErrorActionName,
} from '../../../../src/vscode/actions/buttons.ts';
import { troubleActions, troubles } from '../../../../src/vscode/actions/troubleHelp.ts';

const root = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

interface Row {
  readonly kind: string;
  /** Alternatives. */
  readonly messages: readonly string[];
  readonly buttons: readonly string[];
}

const document = read('docs/ERRORS.md');
const rows = document.split('\n').flatMap((line): Row[] => {
  const cells = line.split('|').map((cell) => cell.trim());
  const kind = /^`(\w+)`$/.exec(cells[1] ?? '')?.[1];
  if (kind === undefined || cells.length !== 7) return [];
  const [, , message = '', , , buttons = ''] = cells;
  return [{ kind, messages: message.split(' · '), buttons: buttons === '—' ? [] : buttons.split(', ') }];
});

const actionsByKind: Readonly<Record<string, readonly ErrorActionName[]>> = {
  ...deviceErrorActions,
  ...Object.fromEntries(Object.entries(troubles).map(([kind, { actions }]) => [kind, actions])),
};

/** What can say something: src without the table itself, with texts that are broken over lines put together again. */
const source = globSync('src/**/*.ts', {
  cwd: root.pathname,
  exclude: ['src/simulator/**', 'src/vscode/actions/troubleHelp.ts'],
})
  .map((path) => read(path))
  .join('\n')
  .replaceAll(/['`]\s*\+\s*['`]/g, '')
  .replaceAll('\\n', ' ');

describe('the table of errors', () => {
  it('has exactly one row for every kind, in the order of the code', () => {
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      Object.keys(actionsByKind),
    );
  });

  it('names the buttons that are offered', () => {
    for (const { kind, buttons } of rows) {
      const titles = actionsByKind[kind]?.map((name) => errorActions[name].title);
      assert.deepEqual(buttons, titles, kind);
    }
  });

  it('has messages in the words of the code', () => {
    for (const { kind, messages } of rows) {
      for (const piece of messages.flatMap((message) => message.split(/…|\(it says: /))) {
        const words = piece.replace(/^[.:) ]+|[.:(") ]+$/g, '');
        if (words.length < 8) continue;
        assert.ok(source.includes(words), `${kind}: "${words}" stands nowhere in src`);
      }
    }
  });

  it('has messages that are known again by their words, each as its own kind', () => {
    for (const { kind, messages } of rows.filter(({ kind: name }) => name in troubles)) {
      for (const message of messages) {
        const known = Object.entries(troubles).find(([, { words }]) =>
          words.test(message.replaceAll('…', '7')),
        )?.[0];
        assert.equal(known, kind, message);
      }
    }
  });

  it('knows every error for people that a command can end with', () => {
    // storageTrouble makes a sentence of its caller's words and a reason.
    const texts = [...source.matchAll(/(?:new UserError|throw storageTrouble)\(\s*(['`])([\s\S]*?)\1/g)]
      .map(([, , text = '']) => text.replaceAll(/\$\{[^}]*\}/g, 'x'))
      .filter((text) => text !== 'x: x.');
    assert.ok(texts.length > 15, `${texts.length}`);
    assert.deepEqual(
      texts.filter((text) => troubleActions(text) === null),
      [],
    );
  });

  it('has buttons with the titles of the commands in menus', () => {
    const { contributes } = JSON.parse(read('package.json')) as {
      contributes: { commands: { command: string; title: string }[] };
    };
    const titles = new Map(contributes.commands.map(({ command, title }) => [command, title]));
    const shorter = ['Cancel It…', 'Try Again'];
    for (const { title, command } of Object.values(errorActions)) {
      const inMenus = command === null ? undefined : titles.get(command);
      if (inMenus !== undefined && !shorter.includes(title)) assert.equal(title, inMenus);
    }
  });

  it('explains only kinds that there are', () => {
    const named = [...document.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, kind = '']) => kind);
    assert.deepEqual(
      named.filter((kind) => !(kind in actionsByKind) && kind !== 'upgrade_paths'),
      [],
    );
  });
});
