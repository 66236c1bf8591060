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
import { extensionApi } from './extensionApi.ts';
import { type Answer, type Question, type RecordedQuestions, recordQuestions } from './questions.ts';
import { setForUser, storeCredentials } from './userSteps.ts';

const REAL_PANORAMA = 'panorama.example';
const SECRETS = { panorama: 'the-real-password-of-panorama', firewall: 'the-real-password-of-firewalls' };

describe('a folder that claims to have a simulated fleet', () => {
  let api: ExtensionApi;
  let attacker: Attacker;
  let bystander: ChildProcess;
  let claim: string;
  let questions: RecordedQuestions | undefined;
  /** Turned away, unless a test says otherwise. */
  let answer: (question: Question) => Answer = () => undefined;

  before(async () => {
    api = await extensionApi();
    await api.holder.require();
    await setForUser(api, { 'panorama.host': REAL_PANORAMA });
    await storeCredentials('Panorama', { username: 'admin', password: SECRETS.panorama });
    await storeCredentials('Firewall', { username: 'admin', password: SECRETS.firewall });
    attacker = await startAttacker();
    bystander = startBystander();
    claim = join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', '.panos-simulator');
    await mkdir(claim);
    await writeFile(join(claim, 'fleet.json'), JSON.stringify(claimedFleet()));
    questions = recordQuestions((question) => answer(question));
    await setInFolder(`LOCALHOST:${attacker.port}`);
  });

  after(async () => {
    questions?.dispose();
    await setInFolder(undefined);
    await setForUser(api, { 'panorama.host': undefined });
    await rm(claim, { recursive: true });
    attacker.close();
    bystander.kill();
  });

  it('is taken for one with real devices', () => {
    assert.equal(api.holder.opened?.simulation, null);
  });

  it('does not say which Panorama it is before the user has seen file, name and value', async () => {
    const told = `.vscode/settings.json sets panosUpgrade.panorama.host to "LOCALHOST:${attacker.port}" instead of "${REAL_PANORAMA}"`;
    // Who saves settings is told once nothing more is saved for ten seconds.
    await questions?.put((question) => question.kind === 'message' && question.text.startsWith(told));
    await vscode.commands.executeCommand('panosUpgrade.discoverDevices');
    assert.equal(api.holder.opened?.settings.panorama.host, REAL_PANORAMA);
    assert.equal(attacker.connections, 0);
  });

  it('gets not a byte of a credential even then, and its address is asked about like any other', async () => {
    answer = (question) =>
      question.kind === 'pick' && question.many ? question.rows.map(({ label }) => label) : undefined;
    await vscode.commands.executeCommand('panosUpgrade.reviewFolderSettings');
    assert.equal(api.holder.opened?.settings.panorama.host, `LOCALHOST:${attacker.port}`);
    answer = () => undefined;
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

  async function setInFolder(host: string | undefined): Promise<void> {
    const configuration = vscode.workspace.getConfiguration('panosUpgrade');
    await configuration.update('panorama.host', host, vscode.ConfigurationTarget.Workspace);
    await api.holder.require();
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
