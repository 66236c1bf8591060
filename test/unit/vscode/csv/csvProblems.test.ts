import assert from 'node:assert/strict';
import { type ModuleHooks, registerHooks } from 'node:module';
import { rowWords } from '../../../../src/inventory/csv/rowTroubles.ts';
import { readDeviceList } from '../../../../src/inventory/deviceList.ts';
import type { CsvProblems } from '../../../../src/vscode/csv/csvProblems.ts';
import type { listedDevices } from '../../../../src/vscode/csv/deviceListFile.ts';
import { device } from '../../inventory/sampleDevices.ts';
import { sn } from '../../../support/serials.ts';

const A = '001701000101';
const FILE = { fsPath: '/list.csv', toString: () => 'file:///list.csv' };

/** As the module `vscode` has them, as far as problems in CSV files need it. */
class Range {
  readonly numbers: readonly number[];
  constructor(...numbers: readonly number[]) {
    this.numbers = numbers;
  }
  isEqual({ numbers }: Range): boolean {
    return numbers.join() === this.numbers.join();
  }
}
class Diagnostic {
  source = '';
  readonly range: Range;
  readonly message: string;
  constructor(range: Range, message: string) {
    this.range = range;
    this.message = message;
  }
}
class CodeAction {
  readonly title: string;
  edit: { readonly replaced: readonly unknown[] } | undefined;
  constructor(title: string) {
    this.title = title;
  }
}
class WorkspaceEdit {
  replaced: readonly unknown[] = [];
  replace(...replaced: readonly unknown[]): void {
    this.replaced = replaced;
  }
}

type Provide = (document: object, range: null, context: object) => readonly CodeAction[];
let provide: Provide | null = null;
let diagnostics: readonly Diagnostic[] = [];
const nothing = (): object => ({ dispose: () => undefined });

const standIn = {
  ...{ CodeAction, Diagnostic, Range, WorkspaceEdit },
  CodeActionKind: { QuickFix: 'quickfix' },
  DiagnosticSeverity: { Error: 0, Warning: 1 },
  Disposable: { from: nothing },
  FileType: { Directory: 2 },
  workspace: {
    ...{ onDidChangeTextDocument: nothing, onDidDeleteFiles: nothing, onDidRenameFiles: nothing },
    /** What is open in editors. */
    textDocuments: [] as object[],
  },
  languages: {
    createDiagnosticCollection: () => ({
      set: (_uri: object, found: readonly Diagnostic[]) => void (diagnostics = found),
    }),
    registerCodeActionsProvider(_where: object, provider: { provideCodeActions: Provide }) {
      provide = (...asked) => provider.provideCodeActions(...asked);
    },
  },
};

/** What the editor hands over: a copy of what it was given. */
function copyOf({ range, message, source }: Diagnostic): Diagnostic {
  return Object.assign(new Diagnostic(new Range(...range.numbers), message), { source });
}

async function inOtherWords(act: () => Promise<void>): Promise<void> {
  const words = { ...rowWords };
  const changed = Object.keys(words).map((code) => [code, () => 'Something else.']);
  Object.assign(rowWords, Object.fromEntries(changed));
  try {
    await act();
  } finally {
    Object.assign(rowWords, words);
  }
}

describe('the problems of a CSV file', () => {
  let hooks: ModuleHooks;
  let createCsvProblems: () => CsvProblems;
  let listed: typeof listedDevices;

  before(async () => {
    Object.assign(globalThis, { csvStandIn: standIn });
    const names = Object.keys(standIn);
    const source = names.map((name) => `export const ${name} = globalThis.csvStandIn.${name};`).join('\n');
    const url = `data:text/javascript,${encodeURIComponent(source)}`;
    hooks = registerHooks({
      resolve: (specifier, context, next) =>
        specifier === 'vscode' ? { url, shortCircuit: true } : next(specifier, context),
    });
    ({ createCsvProblems } = await import('../../../../src/vscode/csv/csvProblems.ts'));
    ({ listedDevices: listed } = await import('../../../../src/vscode/csv/deviceListFile.ts'));
  });

  after(() => hooks.deregister());

  async function fixesOf(text: string): Promise<readonly string[]> {
    const { problems } = await readDeviceList(
      text,
      (serial) => (serial === A ? device(1, { serial: sn(A) }) : undefined),
      async () => undefined,
    );
    createCsvProblems().show(FILE as never, text, problems, async () => []);
    const actions = provide?.({ uri: FILE }, null, { diagnostics: diagnostics.map(copyOf) }) ?? [];
    return actions.map(({ title, edit }) => `${title}: ${String(edit?.replaced.at(-1))}`);
  }

  const text = `serial\n${A}\n1701000101\n009999999999\nO01701000101\n`;
  const offered = [`Replace by ${A}: ${A}`, `Replace by ${A}: ${A}`];

  it('offer the serial that was meant, and nothing where nobody knows', async () => {
    assert.deepEqual(await fixesOf(text), offered);
  });

  it('offer it whatever the words are', async () => {
    await inOtherWords(async () => {
      assert.deepEqual(await fixesOf(text), offered);
      assert.match(diagnostics[0]?.message ?? '', /^Row 3, column serial: Something else\.$/);
    });
  });

  it('are named on the page where no device could be meant, whatever the words are', async () => {
    standIn.workspace.textDocuments = [{ uri: FILE, getText: () => text }];
    const inventory = { get: (serial: string) => (serial === A ? device(1, { serial: sn(A) }) : undefined) };
    const read = async (): Promise<readonly [readonly string[], readonly string[]]> => {
      const { serials, problems } = await listed(FILE as never, { inventory } as never, createCsvProblems());
      return [serials, problems.map((problem) => problem.slice(0, 'Row 3'.length))];
    };
    const named = [
      [A, '009999999999'],
      ['Row 3', 'Row 5'],
    ] as const;
    assert.deepEqual(await read(), named);
    await inOtherWords(async () => assert.deepEqual(await read(), named));
  });

  it('offer nothing at a place that has moved since the file was read', async () => {
    await fixesOf(text);
    const [first] = diagnostics.map(copyOf);
    assert.ok(first !== undefined);
    const moved = Object.assign(new Diagnostic(new Range(9, 0, 9, 10), first.message), {
      source: first.source,
    });
    assert.deepEqual(provide?.({ uri: FILE }, null, { diagnostics: [moved] }), []);
  });
});
