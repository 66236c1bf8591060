/** Problems of the workspace's upgrade_paths.json, where its author sees them: in the file, while writing it. */
import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Position,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { readUpgradePaths } from '../planning/upgradePaths.ts';
import { upgradePathsUri } from './upgradePathsFile.ts';

/** After the last key, so that nothing blinks while somebody types. */
const PAUSE_MS = 300;

export function showUpgradePathsProblems(): Disposable {
  const collection = languages.createDiagnosticCollection('panosUpgrade.upgradePaths');
  let timer: NodeJS.Timeout | undefined;
  const check = (document: TextDocument): void => {
    if (isUpgradePaths(document)) collection.set(document.uri, diagnosticsOf(document));
  };
  const checkSoon = (document: TextDocument): void => {
    if (!isUpgradePaths(document)) return;
    clearTimeout(timer);
    timer = setTimeout(() => check(document), PAUSE_MS);
  };
  const clear = (): void => {
    clearTimeout(timer);
    collection.clear();
  };
  workspace.textDocuments.forEach(check);
  return Disposable.from(
    collection,
    workspace.onDidOpenTextDocument(check),
    workspace.onDidChangeTextDocument(({ document }) => checkSoon(document)),
    workspace.onDidSaveTextDocument(check),
    workspace.onDidCloseTextDocument((document) => {
      if (isUpgradePaths(document)) clear();
    }),
    workspace.onDidDeleteFiles(({ files }) => {
      if (files.some((uri) => uri.toString() === upgradePathsUri()?.toString())) clear();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

function isUpgradePaths({ uri }: TextDocument): boolean {
  return uri.toString() === upgradePathsUri()?.toString();
}

function diagnosticsOf(document: TextDocument): Diagnostic[] {
  const read = readUpgradePaths(document.getText());
  if ('paths' in read) return [];
  return read.problems.map(({ message, line, column }) => {
    const start = new Position(line - 1, column - 1);
    // The whole version where one stands there; VS Code itself widens an empty range to a word.
    const [version = ''] = /^"[^"]*"/.exec(document.lineAt(start).text.slice(start.character)) ?? [];
    const range = new Range(start, start.translate(0, version.length));
    const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Error);
    diagnostic.source = 'PAN-OS Upgrade';
    return diagnostic;
  });
}
