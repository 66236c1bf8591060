/**
 * A folder that somebody else has made, as a clone of a repository is: it says of itself that a simulated fleet
 * belongs to it, at an address where the attacker listens, and whose process is one of the user's own.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension.ts';
import { type Attacker, startAttacker } from './attacker.ts';
import { extensionApi, until } from './extensionApi.ts';
import { type RecordedQuestions, recordQuestions } from './questions.ts';

const REAL_PANORAMA = 'panorama.example';
const SECRETS = { panorama: 'the-real-password-of-panorama', firewall: 'the-real-password-of-firewalls' };

describe('a folder that claims to have a simulated fleet', () => {
  let api: ExtensionApi;
  let attacker: Attacker;
  let bystander: ChildProcess;
  let claim: string;
  let questions: RecordedQuestions | undefined;

  before(async () => {
    api = await extensionApi();
    await api.holder.require();
    await nameAsPanorama(REAL_PANORAMA, vscode.ConfigurationTarget.Global);
    await storeCredentials('panosUpgrade.setPanoramaCredentials', SECRETS.panorama);
    await storeCredentials('panosUpgrade.setFirewallCredentials', SECRETS.firewall);
    attacker = await startAttacker();
    bystander = startBystander();
    claim = join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', '.panos-simulator');
    await mkdir(claim);
    await writeFile(join(claim, 'fleet.json'), JSON.stringify(claimedFleet()));
    questions = recordQuestions(() => undefined);
    const configuration = vscode.workspace.getConfiguration('panosUpgrade');
    await configuration.update(
      'panorama.host',
      `LOCALHOST:${attacker.port}`,
      vscode.ConfigurationTarget.Workspace,
    );
  });

  after(async () => {
    questions?.dispose();
    await nameAsPanorama(undefined, vscode.ConfigurationTarget.Workspace, REAL_PANORAMA);
    await nameAsPanorama(undefined, vscode.ConfigurationTarget.Global);
    await rm(claim, { recursive: true });
    attacker.close();
    bystander.kill();
  });

  it('is taken for one with real devices', () => {
    assert.equal(api.holder.opened?.simulation, null);
  });

  it('gets not a byte of a credential, and its certificate is asked about like any other', async () => {
    await vscode.commands.executeCommand('panosUpgrade.discoverDevices');
    await vscode.commands.executeCommand('panosUpgrade.testConnection');
    for (const secret of Object.values(SECRETS)) assert.ok(!attacker.heard.includes(secret));
    assert.equal(attacker.heardInside.toString(), '');
    const address = `localhost:${attacker.port}`;
    const asked = questions?.asked.some(
      (question) => question.kind === 'message' && question.modal && question.text.includes(address),
    );
    assert.ok(asked, 'The user was not asked about the address.');
  });

  it('cannot have another program ended by Stop Simulated Fleet', async () => {
    await vscode.commands.executeCommand('panosUpgrade.stopSimulatedFleet');
    assert.equal(await lives(bystander), true);
  });

  /** @param effective what then counts: the folder's word goes before the user's own */
  async function nameAsPanorama(
    host: string | undefined,
    where: vscode.ConfigurationTarget,
    effective = host,
  ): Promise<void> {
    const configuration = vscode.workspace.getConfiguration('panosUpgrade');
    await configuration.update('panorama.host', host, where);
    const named = (): string | undefined => api.holder.opened?.settings.panorama.host?.toLowerCase();
    await until(
      api.holder.onDidChange,
      () => api.holder.opened !== null && named() === effective?.toLowerCase(),
    );
  }

  /** Whatever a simulated fleet's file has ever had in it. */
  function claimedFleet(): object {
    const address = `LOCALHOST:${attacker.port}`;
    return {
      name: 'demo',
      pid: bystander.pid,
      startedAt: new Date().toISOString(),
      time: { speed: 30, realEpoch: Date.now(), simEpoch: Date.now() },
      panorama: address,
      username: 'demo',
      password: 'demo',
      pins: { [address]: attacker.fingerprint },
      effectLog: join(claim, 'effects.jsonl'),
      workspace: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      control: { address, fingerprint: attacker.fingerprint, secret: 'f'.repeat(64) },
    };
  }
});

async function storeCredentials(command: string, password: string): Promise<void> {
  const questions = recordQuestions((question) => {
    if (question.kind === 'pick') return 'User name and password';
    if (question.kind === 'text') return question.prompt === 'User name' ? 'admin' : password;
    return undefined;
  });
  await vscode.commands.executeCommand(command);
  questions.dispose();
}

/** A process that answers until somebody ends it. */
function startBystander(): ChildProcess {
  return spawn(process.execPath, ['-e', 'process.on("message", (word) => process.send(word))'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** A signal that was sent before the question has its effect before the answer. */
function lives(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    if (!child.connected) resolve(false);
    child.once('message', () => resolve(true));
    child.once('exit', () => resolve(false));
    if (child.connected) child.send('still there?');
  });
}
