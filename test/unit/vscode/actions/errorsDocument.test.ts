/** docs/ERRORS.md is held to the tables of the code, to the words of the code's messages, and to the menus. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { type ButtonId, buttons } from '../../../../src/vscode/actions/buttons.ts';
import { deviceHelp } from '../../../../src/vscode/actions/deviceErrorHelp.ts';
import { troubleHelp } from '../../../../src/vscode/actions/troubleHelp.ts';
import { rooms } from '../../../support/troubles/allRooms.ts';

/** Said of a job that holds a device, where its error would keep the words of other programs: words/conflictWords.ts. */
const OF_THE_EDITOR = ['being upgraded by', 'being downloaded to', 'is queued already'];

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

/** A trouble that stands around another one has the buttons of that one. */
const AS_ITS_CAUSE = ['those of the cause'];

const buttonsByKind: Readonly<Record<string, readonly string[]>> = {
  ...mapValues(deviceHelp, titlesOf),
  ...mapValues(troubleHelp, (help) => (typeof help === 'string' ? AS_ITS_CAUSE : titlesOf(help.actions))),
};

function titlesOf(ids: readonly ButtonId[]): readonly string[] {
  return ids.map((id) => buttons[id].title);
}

function mapValues<K extends string, V, R>(
  record: Readonly<Record<K, V>>,
  map: (value: V) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, map(value)]));
}

/** What can say something, with texts that are broken over lines put together again. */
const source = globSync('src/**/*.ts', { cwd: root.pathname, exclude: ['src/simulator/**'] })
  .map((path) => read(path))
  .join('\n')
  .replaceAll(/['`]\s*\+\s*['`]/g, '')
  .replaceAll('\\n', ' ');

/** `…` stands for whatever differs from case to case. */
function isSaidBy(pattern: string, message: string): boolean {
  const parts = pattern.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`).test(message);
}

const rowOf = (code: string): Row | undefined => rows.find(({ kind }) => kind === code);
const told = rooms.flatMap((room) => room.samples.map((sample) => room.tell(sample)));

describe('the table of errors', () => {
  it('has exactly one row for every kind, in the order of the code', () => {
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      Object.keys(buttonsByKind),
    );
  });

  it('names the buttons that are offered', () => {
    for (const { kind, buttons } of rows) {
      assert.deepEqual(buttons, buttonsByKind[kind], kind);
    }
  });

  it('has messages of devices in the words of the code', () => {
    for (const { kind, messages } of rows.filter(({ kind: name }) => name in deviceHelp)) {
      for (const piece of messages.flatMap((message) => message.split(/…|\(it says: /))) {
        const words = piece.replace(/^[.:) ]+|[.:(") ]+$/g, '');
        if (words.length < 8) continue;
        assert.ok(source.includes(words), `${kind}: "${words}" stands nowhere in src`);
      }
    }
  });

  it('has every message that a trouble can have, and none besides', () => {
    const unsaid = told.filter(
      ({ trouble, message }) => !rowOf(trouble.code)?.messages.some((one) => isSaidBy(one, message)),
    );
    assert.deepEqual(unsaid, []);
    for (const { kind, messages } of rows.filter(({ kind: name }) => name in troubleHelp)) {
      for (const message of messages.filter((one) => !OF_THE_EDITOR.some((words) => one.includes(words)))) {
        const isSaid = told.some(
          ({ trouble, message: text }) => trouble.code === kind && isSaidBy(message, text),
        );
        assert.ok(isSaid, `${kind}: "${message}" is said by none`);
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
    const shorter = ['Cancel It…', 'Try Again'];
    for (const { title, command } of Object.values(buttons)) {
      const inMenus = command === null ? undefined : titles.get(command);
      if (inMenus !== undefined && !shorter.includes(title)) assert.equal(title, inMenus);
    }
  });

  it('explains only kinds that there are', () => {
    const named = [...document.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, kind = '']) => kind);
    assert.deepEqual(
      named.filter((kind) => !(kind in buttonsByKind) && kind !== 'upgrade_paths'),
      [],
    );
  });
});
