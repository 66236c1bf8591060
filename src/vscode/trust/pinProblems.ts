/** Problems of imported lists of pins, in the Problems panel; they follow the file while it is corrected. */
import { DiagnosticSeverity, Disposable, languages, Range, type TextDocument, workspace } from 'vscode';
import type { Subscription } from '../../ports/events.ts';
import { type ReadPins, readPins } from './pinsCsv.ts';
import { problemAt } from '../exits/problems.ts';

export interface PinProblems extends Subscription {
  /** Reads a document and shows what is wrong with it. */
  read(document: TextDocument): ReadPins;
}

/** @param defaultPort of addresses that name none, at the moment of reading */
export function createPinProblems(defaultPort: () => number): PinProblems {
  const collection = languages.createDiagnosticCollection('panosUpgrade.certificatePins');
  const read = (document: TextDocument): ReadPins => {
    const result = readPins(document.getText(), defaultPort());
    collection.set(
      document.uri,
      result.problems.map(({ message, start, end }) => {
        const range = new Range(document.positionAt(start), document.positionAt(end));
        return problemAt(range, message, DiagnosticSeverity.Error);
      }),
    );
    return result;
  };
  const watch = Disposable.from(
    collection,
    workspace.onDidChangeTextDocument(({ document }) => {
      if (collection.has(document.uri)) read(document);
    }),
    workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) collection.delete(uri);
    }),
  );
  return {
    read,
    dispose() {
      watch.dispose();
    },
  };
}
