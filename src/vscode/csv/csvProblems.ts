/**
 * Problems of lists of devices in the Problems panel, each at its cell. They follow the file while it is corrected, and
 * where it is known what was meant, the editor offers it.
 */
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Range,
  type TextDocument,
  type Uri,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import type { RowProblem } from '../../inventory/csv/rowProblem.ts';
import type { Subscription } from '../../ports/events.ts';
import { PROBLEM_SOURCE, problemAt } from '../exits/problems.ts';
import { quickFix } from '../exits/quickFix.ts';
import { linePositions } from './linePositions.ts';

/** Finds the problems of a text anew. */
export type Reader = (text: string) => Promise<readonly RowProblem[]>;

export interface CsvProblems extends Subscription {
  /** @param read finds them again after each change of the file, until there are none. */
  show(uri: Uri, text: string, problems: readonly RowProblem[], read: Reader): void;
}

/** More than anybody corrects by hand; VS Code itself shows a thousand. */
const MOST = 999;
/** After the last key, so that nothing blinks while somebody types. */
const PAUSE_MS = 300;

export function createCsvProblems(): CsvProblems {
  const collection = languages.createDiagnosticCollection('panosUpgrade.deviceLists');
  const readers = new Map<string, Reader>();
  const timers = new Map<string, NodeJS.Timeout>();
  /** Of each file: VS Code hands over copies of diagnostics, without what we would add to them. */
  const shown = new Map<string, readonly ShownProblem[]>();

  const set = (uri: Uri, text: string, problems: readonly RowProblem[]): void => {
    const places = placesOf(text, problems.slice(0, MOST));
    collection.set(uri, diagnosticsOf(places, problems.length - places.length));
    shown.set(uri.toString(), places);
    if (problems.length === 0) readers.delete(uri.toString());
  };
  const readAgain = async (document: TextDocument): Promise<void> => {
    const read = readers.get(document.uri.toString());
    if (read === undefined) return;
    const text = document.getText();
    set(document.uri, text, await read(text));
  };
  const readSoon = (document: TextDocument): void => {
    const key = document.uri.toString();
    if (!readers.has(key)) return;
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void readAgain(document), PAUSE_MS),
    );
  };
  const forget = (uris: readonly Uri[]): void => {
    for (const uri of uris) {
      collection.delete(uri);
      readers.delete(uri.toString());
      shown.delete(uri.toString());
    }
  };
  const watch = Disposable.from(
    collection,
    workspace.onDidChangeTextDocument(({ document }) => readSoon(document)),
    workspace.onDidDeleteFiles(({ files }) => forget(files)),
    workspace.onDidRenameFiles(({ files }) => forget(files.map(({ oldUri }) => oldUri))),
    languages.registerCodeActionsProvider(
      { pattern: '**/*.{csv,CSV,Csv}' },
      {
        provideCodeActions: ({ uri }, _range, { diagnostics }) =>
          fixesOf(uri, diagnostics, shown.get(uri.toString()) ?? []),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
  return {
    show(uri, text, problems, read) {
      readers.set(uri.toString(), read);
      set(uri, text, problems);
    },
    dispose() {
      for (const timer of timers.values()) clearTimeout(timer);
      watch.dispose();
    },
  };
}

interface ShownProblem {
  readonly range: Range;
  readonly problem: RowProblem;
}

function placesOf(text: string, problems: readonly RowProblem[]): ShownProblem[] {
  const place = linePositions(text);
  return problems.map((problem) => {
    const [from, to] = [place(problem.start), place(problem.end)];
    return { range: new Range(from.line, from.character, to.line, to.character), problem };
  });
}

function diagnosticsOf(problems: readonly ShownProblem[], others: number): Diagnostic[] {
  const diagnostics = problems.map(({ range, problem: { message, severity } }) => {
    const level = severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
    return problemAt(range, message, level);
  });
  if (others === 0) return diagnostics;
  const more = `${others} more rows have problems.`;
  return [...diagnostics, problemAt(new Range(0, 0, 0, 0), more, DiagnosticSeverity.Error)];
}

/** By the place: VS Code moves it while somebody types, and then nothing is offered until the file was read again. */
function fixesOf(
  uri: Uri,
  diagnostics: readonly Diagnostic[],
  problems: readonly ShownProblem[],
): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.source !== PROBLEM_SOURCE) return [];
    const fix = problems.find(({ range }) => diagnostic.range.isEqual(range))?.problem.fix ?? null;
    if (fix === null) return [];
    const action = quickFix(`Replace by ${fix}`);
    action.edit = new WorkspaceEdit();
    action.edit.replace(uri, diagnostic.range, fix);
    action.diagnostics = [diagnostic];
    action.isPreferred = true;
    return [action];
  });
}
