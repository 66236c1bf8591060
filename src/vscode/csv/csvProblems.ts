/**
 * Problems of lists of devices in the Problems panel, each at its cell. They follow the file while it is corrected, and
 * where it is known what was meant, the editor offers it.
 */
import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
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
import { linePositions } from './linePositions.ts';

/** Finds the problems of a text anew. */
export type Reader = (text: string) => Promise<readonly RowProblem[]>;

export interface CsvProblems extends Subscription {
  /** @param read finds them again after each change of the file, until there are none. */
  show(uri: Uri, text: string, problems: readonly RowProblem[], read: Reader): void;
}

const SOURCE = 'PAN-OS Upgrade';
/** More than anybody corrects by hand; VS Code itself shows a thousand. */
const MOST = 999;
/** After the last key, so that nothing blinks while somebody types. */
const PAUSE_MS = 300;

export function createCsvProblems(): CsvProblems {
  const collection = languages.createDiagnosticCollection('panosUpgrade.deviceLists');
  const readers = new Map<string, Reader>();
  const timers = new Map<string, NodeJS.Timeout>();

  const set = (uri: Uri, text: string, problems: readonly RowProblem[]): void => {
    collection.set(uri, diagnosticsOf(text, problems));
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
    }
  };
  const watch = Disposable.from(
    collection,
    workspace.onDidChangeTextDocument(({ document }) => readSoon(document)),
    workspace.onDidDeleteFiles(({ files }) => forget(files)),
    workspace.onDidRenameFiles(({ files }) => forget(files.map(({ oldUri }) => oldUri))),
    languages.registerCodeActionsProvider(
      { pattern: '**/*.{csv,CSV,Csv}' },
      { provideCodeActions: (document, _range, { diagnostics }) => fixesOf(document, diagnostics) },
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

function diagnosticsOf(text: string, problems: readonly RowProblem[]): Diagnostic[] {
  const place = linePositions(text);
  const shown = problems.slice(0, MOST).map(({ start, end, message, severity }) => {
    const [from, to] = [place(start), place(end)];
    const range = new Range(from.line, from.character, to.line, to.character);
    const level = severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
    return ours(range, message, level);
  });
  if (problems.length <= MOST) return shown;
  const more = `${problems.length - MOST} more rows have problems.`;
  return [...shown, ours(new Range(0, 0, 0, 0), more, DiagnosticSeverity.Error)];
}

function ours(range: Range, message: string, severity: DiagnosticSeverity): Diagnostic {
  const diagnostic = new Diagnostic(range, message, severity);
  diagnostic.source = SOURCE;
  return diagnostic;
}

function fixesOf({ uri }: TextDocument, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    // VS Code hands over copies without what we would add to them: the message says what was meant.
    const fix = /Did you mean (\w+)\?/.exec(diagnostic.message)?.[1];
    if (diagnostic.source !== SOURCE || fix === undefined) return [];
    const action = new CodeAction(`Replace by ${fix}`, CodeActionKind.QuickFix);
    action.edit = new WorkspaceEdit();
    action.edit.replace(uri, diagnostic.range, fix);
    action.diagnostics = [diagnostic];
    action.isPreferred = true;
    return [action];
  });
}
