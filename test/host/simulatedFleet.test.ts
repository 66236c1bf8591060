/** What a user without a firewall does: one command, and there is a fleet. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Device } from '../../src/inventory/device.ts';
import type { ExtensionApi } from '../../src/extension.ts';
import { startAttacker } from './attacker.ts';
import { extensionApi } from './extensionApi.ts';
import { recordQuestions } from './questions.ts';

describe('the simulated fleet', () => {
  let api: ExtensionApi;
  /** What other tests have left among the real devices. */
  let real: readonly Device[] = [];

  before(async () => {
    api = await extensionApi();
    await api.holder.require();
  });

  // The fleet outlives the window: a test that fails must not leave it running.
  after(() => vscode.commands.executeCommand('panosUpgrade.stopSimulatedFleet'));

  it('is not there before somebody asks for it', () => {
    assert.equal(api.holder.opened?.simulation, null);
    real = api.holder.opened.engine.inventory.devices();
  });

  it('starts by a command, and its devices are discovered without anything being typed in', async () => {
    await vscode.commands.executeCommand('panosUpgrade.startSimulatedFleet');
    assert.equal(api.holder.opened?.simulation, 'simulated, ×30');
    await vscode.commands.executeCommand('panosUpgrade.discoverDevices');
    const { inventory } = (await api.holder.require()).engine;
    assert.equal(inventory.devices().length, 24);
    assert.equal(inventory.pairs().length, 4);
  });

  it('is all that its window reaches: to another address not even a connection is opened', async () => {
    const elsewhere = await startAttacker();
    const questions = recordQuestions(({ kind }) =>
      kind === 'text' ? `127.0.0.1:${elsewhere.port}` : undefined,
    );
    try {
      await vscode.commands.executeCommand('panosUpgrade.addFirewall');
      const told = questions.asked.flatMap((question) => (question.kind === 'message' ? [question] : []));
      assert.deepEqual(
        told.map(({ severity, buttons }) => [severity, ...buttons]),
        [['error', 'Stop Simulated Fleet']],
      );
      assert.match(told[0]?.text ?? '', /none of its addresses\. Nothing was sent\./);
      assert.equal(elsewhere.connections, 0);
    } finally {
      questions.dispose();
      elsewhere.close();
    }
  });

  it('stops by a command, and none of its devices stays behind', async () => {
    await vscode.commands.executeCommand('panosUpgrade.stopSimulatedFleet');
    const { engine, simulation } = await api.holder.require();
    assert.equal(simulation, null);
    assert.deepEqual(engine.inventory.devices(), real);
  });
});
