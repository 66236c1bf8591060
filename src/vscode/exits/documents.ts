/** Read-only documents of ours in editors, and the titles above two that are compared. */
import { commands, type Disposable, type Event, type Uri, workspace } from 'vscode';
import { severalLines } from '../../ports/outsideText.ts';
import { plainTitle } from './plainText.ts';

export interface DocumentSource {
  readonly onDidChange?: Event<Uri>;
  /** Of any length: it is what somebody asked to see. */
  text(uri: Uri): Promise<string>;
}

export function showDocuments(scheme: string, source: DocumentSource): Disposable {
  const { onDidChange } = source;
  return workspace.registerTextDocumentContentProvider(scheme, {
    ...(onDidChange === undefined ? {} : { onDidChange }),
    provideTextDocumentContent: async (uri) => severalLines(await source.text(uri), Infinity),
  });
}

export async function showDifferences(before: Uri, after: Uri, title: string): Promise<void> {
  await commands.executeCommand('vscode.diff', before, after, plainTitle(title), { preview: true });
}
