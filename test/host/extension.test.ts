/** The extension as VS Code sees it: found, active, and with every command that its manifest declares. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const ID = 'panos-upgrade.panos-upgrade-manager';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

describe('the extension in its host', () => {
  let manifest: Manifest;
  let registered: readonly string[];

  before(async () => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension, `${ID} is not known to VS Code`);
    manifest = extension.packageJSON as Manifest;
    await extension.activate();
    registered = await vscode.commands.getCommands(true);
  });

  it('is active', () => {
    assert.equal(vscode.extensions.getExtension(ID)?.isActive, true);
  });

  it('registers every command it declares', () => {
    const declared = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(
      declared.filter((command) => !registered.includes(command)),
      [],
    );
  });

  it('declares every command it registers', () => {
    const declared = new Set(manifest.contributes.commands.map(({ command }) => command));
    const views = Object.values(manifest.contributes.views).flat();
    // VS Code itself adds commands for each view: focus, resetViewLocation and the like.
    const isViewCommand = (command: string): boolean => views.some(({ id }) => command.startsWith(`${id}.`));
    const ours = registered.filter(
      (command) => command.startsWith('panosUpgrade.') && !isViewCommand(command),
    );
    assert.deepEqual(
      ours.filter((command) => !declared.has(command)),
      [],
    );
  });
});
