/** What a user without a firewall does: one command, and there is a fleet. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension.ts';
import { extensionApi } from './extensionApi.ts';

describe('the simulated fleet', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await extensionApi();
    await api.holder.require();
  });

  // The fleet outlives the window: a test that fails must not leave it running.
  after(() => vscode.commands.executeCommand('panosUpgrade.stopSimulatedFleet'));

  it('is not there before somebody asks for it', () => {
    assert.equal(api.holder.opened?.simulation, null);
  });

  it('starts by a command, and its devices are discovered without anything being typed in', async () => {
    await vscode.commands.executeCommand('panosUpgrade.startSimulatedFleet');
    assert.equal(api.holder.opened?.simulation, 'simulated, ×30');
    await vscode.commands.executeCommand('panosUpgrade.discoverDevices');
    const { inventory } = (await api.holder.require()).engine;
    assert.equal(inventory.devices().length, 24);
    assert.equal(inventory.pairs().length, 4);
  });

  it('stops by a command, and none of its devices stays behind', async () => {
    await vscode.commands.executeCommand('panosUpgrade.stopSimulatedFleet');
    const { engine, simulation } = await api.holder.require();
    assert.equal(simulation, null);
    assert.deepEqual(engine.inventory.devices(), []);
  });
});
