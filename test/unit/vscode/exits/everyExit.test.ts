/**
 * Every place at which a text of others leaves us, against the one hostile set. The rows are held against what
 * src/vscode/exits/ exports: an exit without a row fails, and the linter lets no text past that room.
 *
 * Longer than 300 lines because it is one table.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import Papa from 'papaparse';
import { csvText, longCsv } from '../../../../src/exchange/csvText.ts';
import { factLines, markdown, markdownLines, plainMarkdown } from '../../../../src/vscode/exits/markdown.ts';
import { standInForEditor, type EditorStandIn } from '../../../support/editorStandIn.ts';
import { hostileTexts } from '../../../support/hostileTexts.ts';
import { judges, type Shown } from './judges.ts';

const ROOM = new URL('../../../../src/vscode/exits/', import.meta.url);

type Members = Readonly<Record<string, unknown>>;
/** Hands a text to an exit wherever it takes one. @returns what the editor was handed, place by place */
type Row = (text: string) => Promise<readonly Shown[]>;

/** Of the editor's enumerations, which only its types know here. */
const NONE = 0 as never;

let editor: EditorStandIn;

/** What the editor was told last. */
function last(): readonly unknown[] {
  const told = editor.told.at(-1);
  assert.ok(told !== undefined, 'The editor was told nothing.');
  return told.args;
}

function shown(place: Shown['place'], ...texts: readonly unknown[]): Shown[] {
  return texts.map((text) => {
    assert.ok(typeof text === 'string', `no text for ${place}`);
    return { place, text };
  });
}

const load = {
  window: async () => (await import('../../../../src/vscode/exits/window.ts')).window,
  treeRow: async () => import('../../../../src/vscode/exits/treeRow.ts'),
  page: async () => import('../../../../src/vscode/exits/page.ts'),
};

const message =
  (name: 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage'): Row =>
  async (text) => {
    const window = await load.window();
    await window[name](`About ${text}`, 'Do It');
    const notification = shown('message', last()[0]);
    await window[name](text, { modal: true, detail: `${text}\n\n${text}` }, { title: 'Do It' });
    const [question, options] = last() as [string, { detail: string }];
    return [...notification, ...shown('message', question), ...shown('detail', options.detail)];
  };

const rowOf = (text: string): { label: string; description: string; detail: string; icon: string } => ({
  label: text,
  description: text,
  detail: text,
  icon: 'warning',
});

function shownRow(row: unknown): Shown[] {
  const { label, description, detail } = row as Record<string, string>;
  assert.match(label ?? '', /^\$\(warning\) /);
  return shown('label', label?.slice('$(warning) '.length), description, detail);
}

const rows: Readonly<Record<string, Row>> = {
  'window.showInformationMessage': message('showInformationMessage'),
  'window.showWarningMessage': message('showWarningMessage'),
  'window.showErrorMessage': message('showErrorMessage'),

  async 'window.showQuickPick'(text) {
    await (await load.window()).showQuickPick([rowOf(text)], { title: text, placeHolder: text });
    const [items, options] = last() as [unknown[], Record<string, string>];
    return [...shownRow(items[0]), ...shown('plain', options['title'], options['placeHolder'])];
  },

  async 'window.showInputBox'(text) {
    const window = await load.window();
    await window.showInputBox({ title: text, prompt: text, placeHolder: text, validateInput: () => text });
    const [options] = last() as [Record<string, unknown>];
    const said = await (options['validateInput'] as (typed: string) => Promise<unknown>)('typed');
    return [
      ...shown('plain', options['title'], options['placeHolder']),
      ...shown('message', options['prompt'], said),
    ];
  },

  async 'window.withProgress'(text) {
    const reports: unknown[] = [];
    editor.answers.push(([, task]) =>
      (task as (progress: unknown) => unknown)({ report: (report: unknown) => reports.push(report) }),
    );
    await (
      await load.window()
    ).withProgress({ location: { viewId: 'x' }, title: text }, async (progress) =>
      progress.report({ message: text }),
    );
    const [options] = last() as [Record<string, string>];
    return shown('progress', options['title'], (reports[0] as Record<string, string>)['message']);
  },

  async 'window.showOpenDialog'(text) {
    await (await load.window()).showOpenDialog({ title: text });
    return shown('plain', (last()[0] as Record<string, string>)['title']);
  },

  async 'window.setStatusBarMessage'(text) {
    (await load.window()).setStatusBarMessage(text, 1);
    return shown('label', last()[0]);
  },

  async 'window.pickRow'(text) {
    return shownRow((await import('../../../../src/vscode/exits/window.ts')).pickRow(rowOf(text)));
  },

  async 'searchPick.searchPick'(text) {
    const { searchPick } = await import('../../../../src/vscode/exits/searchPick.ts');
    await searchPick({ title: text, placeholder: text, rows: () => [rowOf(text)], isAnswer: () => true });
    const [{ title, placeholder, items }] = last() as [Record<string, unknown>];
    return [...shownRow((items as unknown[])[0]), ...shown('plain', title, placeholder)];
  },

  async 'inputBox.askText'(text) {
    const { askText } = await import('../../../../src/vscode/exits/inputBox.ts');
    await askText({ title: text, prompt: text, step: 1, totalSteps: 1 });
    const [{ title, prompt }] = last() as [Record<string, unknown>];
    return [...shown('plain', title), ...shown('message', prompt)];
  },

  async 'withAbort.withAbort'(text) {
    const { withAbort } = await import('../../../../src/vscode/exits/withAbort.ts');
    await withAbort({ location: { viewId: 'x' }, title: text }, async () => undefined);
    return shown('progress', (last()[0] as Record<string, string>)['title']);
  },

  async 'saveDialog.askWhereToSave'(text) {
    const { askWhereToSave } = await import('../../../../src/vscode/exits/saveDialog.ts');
    await askWhereToSave(text, text);
    const [{ title, defaultUri }] = last() as [{ title: string; defaultUri: { path: string } }];
    assert.ok(defaultUri.path.startsWith('/folder/'));
    return [...shown('plain', title), ...shown('fileName', defaultUri.path.slice('/folder/'.length))];
  },

  async 'fileName.fileName'(text) {
    const { fileName } = await import('../../../../src/vscode/exits/fileName.ts');
    return shown('fileName', fileName(text), fileName(`con.${text}`), fileName(`${text}_report.csv`));
  },

  async 'treeRow.treeRow'(text) {
    const { treeRow } = await load.treeRow();
    const item = treeRow({ label: text, description: text, spoken: text }, NONE);
    return shown('label', item.label, item.description, item.accessibilityInformation?.label);
  },

  async 'treeRow.setTreeTooltip'(text) {
    const { setTreeTooltip, treeRow } = await load.treeRow();
    const item = treeRow({ label: '', description: '', spoken: '' }, NONE);
    setTreeTooltip(item, plainMarkdown(text));
    return shown('markdown', (item.tooltip as { value: string }).value);
  },

  async 'treeRow.setTreeHeader'(text) {
    const view: { description?: string; message?: string } = {};
    (await load.treeRow()).setTreeHeader(view, { description: text, message: text });
    return [...shown('label', view.description), ...shown('message', view.message)];
  },

  async 'treeRow.setTreeBadge'(text) {
    const view: { badge?: { value: number; tooltip: string } } = {};
    (await load.treeRow()).setTreeBadge(view, { value: 1, tooltip: text });
    return shown('plain', view.badge?.tooltip);
  },

  async 'statusItem.drawStatusItem'(text) {
    const { drawStatusItem } = await import('../../../../src/vscode/exits/statusItem.ts');
    const item: Parameters<typeof drawStatusItem>[0] = {
      text: '',
      tooltip: undefined,
      accessibilityInformation: undefined,
      backgroundColor: undefined,
    };
    const tooltip = plainMarkdown(text);
    drawStatusItem(item, { icon: 'shield', text, tooltip, spoken: text, isWarning: true });
    return [
      ...shown('label', item.text.slice('$(shield) '.length), item.accessibilityInformation?.label),
      ...shown('markdown', (item.tooltip as { value: string }).value),
    ];
  },

  async 'markdown.plainMarkdown'(text) {
    return shown('markdown', plainMarkdown(text));
  },

  async 'markdown.markdown'(text) {
    return shown('markdown', markdown`${text}${text}`.slice(0, 4000).replace(/\\$/, ''));
  },

  async 'markdown.factLines'(text) {
    const [, name, value] =
      /^\*\*(.*):\*\* (.*)$/s.exec(
        factLines([
          [text, text],
          ['empty', ''],
        ]),
      ) ?? [];
    return shown('markdown', name, value);
  },

  async 'markdown.markdownLines'(text) {
    const [first, second, ...others] = markdownLines([plainMarkdown(text), plainMarkdown('b')]).split('  \n');
    assert.deepEqual([second, others], ['b', []]);
    return shown('markdown', first);
  },

  async 'problems.problemAt'(text) {
    const { problemAt } = await import('../../../../src/vscode/exits/problems.ts');
    return shown('plain', problemAt(null as never, text, NONE).message);
  },

  async 'quickFix.quickFix'(text) {
    const { quickFix } = await import('../../../../src/vscode/exits/quickFix.ts');
    return shown('plain', quickFix(text).title);
  },

  async 'lens.lensAt'(text) {
    const { lensAt } = await import('../../../../src/vscode/exits/lens.ts');
    return shown('label', lensAt(null as never, { title: text, command: 'c' }).command?.title);
  },

  async 'outputChannel.outputChannel'(text) {
    const { outputChannel } = await import('../../../../src/vscode/exits/outputChannel.ts');
    const lines: string[] = [];
    const write = (line: unknown): void => void lines.push(String(line));
    const channel = outputChannel({
      debug: write,
      info: write,
      warn: write,
      error: write,
      show: () => undefined,
      dispose: () => undefined,
    });
    for (const level of ['debug', 'info', 'warn', 'error'] as const) channel[level](text);
    return shown('log', ...lines);
  },

  async 'page.createPanel'(text) {
    (await load.page()).createPanel('type', text, null, {});
    return shown('plain', last()[1]);
  },

  async 'page.setPanelTitle'(text) {
    const panel = { title: '' };
    (await load.page()).setPanelTitle(panel, text);
    return shown('plain', panel.title);
  },

  async 'page.setPage'(text) {
    const panel = { title: text, webview: { html: '' } };
    const identity = text.slice(0, 300);
    (await load.page()).setPage(panel, {
      cspSource: 'x',
      styleUri: 's',
      scriptUri: 'j',
      nonce: 'n',
      identity,
    });
    return shown('html', panel.webview.html.replaceAll(/[^\x20-\x7E]/g, ''));
  },

  async 'pageHtml.pageHtml'(text) {
    const { pageHtml } = await import('../../../../src/vscode/exits/pageHtml.ts');
    const title = text.slice(0, 300).replaceAll(/[^\x20-\x7E]/g, '');
    const html = pageHtml({
      title,
      cspSource: 'x',
      styleUri: 's',
      scriptUri: 'j',
      nonce: 'n',
      identity: title,
    });
    return shown('html', html);
  },

  async 'page.tellPage'(text) {
    let told: unknown;
    const webview = { postMessage: async (posted: unknown) => ((told = posted), true) };
    (await load.page()).tellPage({ webview }, { type: 'noJob', message: text });
    return shown('page', (told as Record<string, string>)['message']);
  },

  async 'clipboard.copyLine'(text) {
    await (await import('../../../../src/vscode/exits/clipboard.ts')).copyLine(text);
    return shown('clipboard', last()[0]);
  },

  async 'documents.showDocuments'(text) {
    const { showDocuments } = await import('../../../../src/vscode/exits/documents.ts');
    showDocuments('scheme', { text: async () => text });
    const provider = last()[1] as { provideTextDocumentContent(uri: unknown): Promise<string> };
    return shown('document', await provider.provideTextDocumentContent(null));
  },

  async 'documents.showDifferences'(text) {
    const { showDifferences } = await import('../../../../src/vscode/exits/documents.ts');
    await showDifferences(null as never, null as never, text);
    return shown('plain', last()[3]);
  },

  // Not of the editor: files that other programs open.
  async 'exchange: a CSV file'(text) {
    const whole = Papa.parse<string[]>(csvText(['a', 'b'], [[text, 'x']]), { delimiter: ',' }).data;
    const pieces = await longCsv(['a', 'b'], [[text, 'x']], async () => undefined);
    const long = Papa.parse<string[]>(new TextDecoder().decode(pieces), { delimiter: ',' }).data;
    assert.deepEqual([whole.length, long.length, whole[1]?.[1], long[1]?.[1]], [3, 3, 'x', 'x']);
    // Where `;` ends a cell, quotation marks within it are nothing.
    const elsewhere = (whole[1]?.[0] ?? '').split(';');
    return shown('cell', long[1]?.[0], ...elsewhere);
  },
};

/** What the room exports besides: it takes no text of others, or only quotes one for an exit. */
const noExits = [
  'inputBox.BACK',
  'outputChannel.createOutputChannel',
  'page.giveSignOfLife',
  'page.restorePanels',
  'pageTabs.closeTabs',
  'pageTabs.onDidChangeTabs',
  'pageTabs.pageTabs',
  'plainText.exitLimits',
  'plainText.plainDetail',
  'plainText.plainLabel',
  'plainText.plainMessage',
  'plainText.plainQuestion',
  'plainText.plainTitle',
  'problems.PROBLEM_SOURCE',
  'statusItem.createStatusItem',
  'treeRow.createTreeView',
  'window.showTextDocument',
];

describe('every exit', () => {
  before(() => {
    editor = standInForEditor();
  });
  after(() => editor.deregister());

  it('has a row here', async () => {
    const exits: string[] = [];
    for (const file of readdirSync(ROOM)) {
      const members = (await import(new URL(file, ROOM).href)) as Members;
      for (const [name, member] of Object.entries(members)) {
        const inner = file === 'window.ts' && name === 'window' ? Object.keys(member as Members) : [name];
        exits.push(...inner.map((one) => `${file.replace('.ts', '')}.${one}`));
      }
    }
    const rowsOfRoom = Object.keys(rows).filter((name) => !name.includes(': '));
    assert.deepEqual([...rowsOfRoom, ...noExits].sort(), exits.sort());
  });

  for (const [name, show] of Object.entries(rows)) {
    it(`makes the hostile set harmless: ${name}`, async () => {
      for (const [what, text] of Object.entries(hostileTexts)) {
        for (const { place, text: given } of await show(text)) {
          try {
            judges[place](given);
          } catch (error) {
            assert.fail(`${what}, as ${place}: ${String(error)}\n${JSON.stringify(given.slice(0, 300))}`);
          }
        }
      }
    });
  }

  it('shows an honest text as it is', async () => {
    for (const [name, show] of Object.entries(rows)) {
      for (const { place, text } of await show('fw-branch-01')) {
        if (place === 'html' || place === 'fileName') continue;
        assert.ok(text.replaceAll('\\', '').includes('fw-branch-01'), `${name}: ${text}`);
      }
    }
  });

  it('makes any text harmless', async () => {
    const pieces = fc.constantFrom(
      ...Object.values(hostileTexts).map((text) => text.slice(0, 40)),
      ...[
        '](',
        '$(',
        ']',
        '(',
        '$',
        '[',
        'command:x',
        '\u200B',
        '\r',
        '\n',
        '<',
        '"',
        '=',
        '\\',
        '.',
        '/',
        '`',
      ],
    );
    const property = fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 12 }), async (parts) => {
      for (const show of Object.values(rows)) {
        for (const { place, text } of await show(parts.join(''))) judges[place](text);
      }
    });
    await fc.assert(property, { seed: 12, numRuns: 150 });
  });
});
