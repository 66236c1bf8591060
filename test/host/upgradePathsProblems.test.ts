/** What is wrong with upgrade_paths.json is said in the file itself. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionApi, until } from './extensionApi.ts';

describe('the problems of upgrade_paths.json', () => {
  let uri: vscode.Uri;
  const ours = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'PAN-OS Upgrade');

  before(async () => {
    await extensionApi();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    uri = vscode.Uri.joinPath(folder.uri, 'upgrade_paths.json');
  });

  after(() => vscode.workspace.fs.delete(uri));

  it('stand at the version that is wrong', async () => {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{\n  "10.1.0": ["10.0.0"]\n}\n'));
    await vscode.workspace.openTextDocument(uri);
    await until(vscode.languages.onDidChangeDiagnostics, () => ours().length === 1);
    const [problem] = ours();
    assert.match(problem?.message ?? '', /10\.0\.0 is not newer than 10\.1\.0/);
    assert.deepEqual(problem?.range, new vscode.Range(1, 13, 1, 21));
  });

  it('go away when they are mended', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(1, 13, 1, 21), '"10.2.0"');
    await vscode.workspace.applyEdit(edit);
    await until(vscode.languages.onDidChangeDiagnostics, () => ours().length === 0);
  });
});
