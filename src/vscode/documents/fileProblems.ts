/** Problems of the workspace's own JSON files, where their author sees them: in the file, while writing it. */
import {
  type Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Position,
  Range,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import { readUpgradePaths } from '../../planning/upgradePaths.ts';
import { readVersionHashes } from '../../planning/versionHashes.ts';
import { upgradePathsUri } from '../engine/upgradePathsFile.ts';
import { versionHashesUri } from '../engine/versionHashesFile.ts';
import { problemAt } from '../exits/problems.ts';

/** After the last key, so that nothing blinks while somebody types. */
const PAUSE_MS = 300;

interface CheckedFile {
  /** Of its diagnostics. */
  readonly collection: string;
  uri(): Uri | null;
  read(text: string): readonly FileProblem[];
}

interface FileProblem {
  readonly message: string;
  readonly isSyntax?: true;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export function showUpgradePathsProblems(): Disposable {
  return showProblems({
    collection: 'panosUpgrade.upgradePaths',
    uri: upgradePathsUri,
    read(text) {
      const read = readUpgradePaths(text);
      return 'problems' in read ? read.problems : [];
    },
  });
}

export function showVersionHashesProblems(): Disposable {
  return showProblems({
    collection: 'panosUpgrade.versionHashes',
    uri: versionHashesUri,
    read(text) {
      const read = readVersionHashes(text);
      return 'problems' in read ? read.problems : [];
    },
  });
}

function showProblems(file: CheckedFile): Disposable {
  const collection = languages.createDiagnosticCollection(file.collection);
  const isIt = ({ uri }: TextDocument): boolean => uri.toString() === file.uri()?.toString();
  let timer: NodeJS.Timeout | undefined;
  const check = (document: TextDocument): void => {
    if (isIt(document)) collection.set(document.uri, diagnosticsOf(document, file));
  };
  const checkSoon = (document: TextDocument): void => {
    if (!isIt(document)) return;
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
      if (isIt(document)) clear();
    }),
    workspace.onDidDeleteFiles(({ files }) => {
      if (files.some((uri) => uri.toString() === file.uri()?.toString())) clear();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

function diagnosticsOf(document: TextDocument, file: CheckedFile): Diagnostic[] {
  // What is no JSON VS Code has underlined already, in its own words.
  const problems = file.read(document.getText()).filter(({ isSyntax }) => isSyntax !== true);
  return problems.map(({ message, line, column }) => {
    const start = new Position(line - 1, column - 1);
    // The whole version where one stands there; VS Code itself widens an empty range to a word.
    const [version = ''] = /^"[^"]*"/.exec(document.lineAt(start).text.slice(start.character)) ?? [];
    const range = new Range(start, start.translate(0, version.length));
    return problemAt(range, message, DiagnosticSeverity.Error);
  });
}
