/** One firewall through two versions, in the real extension host, with the window closed in the middle of a reboot. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Engine } from '../../src/engine/engineContract.ts';
import type { ExtensionApi } from '../../src/extension.ts';
import { isOpen } from '../../src/jobs/job.ts';
import { readFleetFile } from '../../src/simulator/spec/fleetFile.ts';
import { EXTENSION_ID, extensionApi, until } from './extensionApi.ts';

/** muc-br-fw01: 10.1.14 → 10.2.10 → 11.1.4-h7. */
const SERIAL = '021201010101';
const SPEED = '120';

describe('an upgrade in the extension host', () => {
  let api: ExtensionApi;
  let fleet: ChildProcess;
  let stateFolder: string;

  before(async () => {
    api = await extensionApi();
    const root = vscode.extensions.getExtension(EXTENSION_ID)?.extensionPath ?? '';
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    stateFolder = join(root, '.demo/fleets', `host-${process.pid}`);
    fleet = spawn(
      process.execPath,
      [
        join(root, 'dist/simulator.cjs'),
        ...['--fleet', join(root, 'resources/fleets/demo.json')],
        ...['--speed', SPEED, '--state-dir', stateFolder, '--workspace', workspace],
      ],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    // It says so when all its devices listen.
    await new Promise((resolve) => fleet.stdout?.once('data', resolve));
  });

  after(async () => {
    const hasEnded = new Promise((resolve) => fleet.once('exit', resolve));
    fleet.kill();
    await hasEnded;
    rmSync(stateFolder, { recursive: true });
  });

  it('works with the fleet that was started for its folder, without being told anything else', async () => {
    await api.holder.restart();
    assert.equal(api.holder.opened?.simulation, `simulated, ×${SPEED}`);
    await vscode.commands.executeCommand('panosUpgrade.discoverDevices');
    assert.equal((await engine()).inventory.get(SERIAL)?.swVersion, '10.1.14');
  });

  it('takes one job a device, and says which job is in the way of a second', async () => {
    const wish = { serial: SERIAL, dryRun: false, by: 'host test' };
    const first = (await engine()).submitUpgrade(wish);
    assert.ok(first.ok);
    const second = (await engine()).submitUpgrade(wish);
    assert.ok(!second.ok);
    assert.equal(second.conflictingJobId, first.job.id);
  });

  it('goes on in the next window when this one closes in the middle of the reboot', async () => {
    const { jobs } = await engine();
    const id = jobs.openJobOf(SERIAL)?.id ?? '';
    const isRestarting = (): boolean =>
      jobs.get(id)?.steps.some(({ kind, state }) => kind === 'restart' && state === 'running') ?? false;
    await until(jobs.onDidChange, () => isRestarting() && wentDown());
    await api.holder.close();

    const next = await api.open();
    try {
      assert.equal(next.engine.role, 'owner');
      const book = next.engine.jobs;
      await until(book.onDidChange, () => {
        const job = book.get(id);
        return job !== undefined && !isOpen(job);
      });
      assert.equal(book.get(id)?.status, 'completed', book.get(id)?.message ?? '');
      assert.equal(next.engine.inventory.get(SERIAL)?.swVersion, '11.1.4-h7');
    } finally {
      await next.engine.close();
    }
    assert.deepEqual(effects('install_started', 'restart_accepted', 'booted'), [
      'install_started 10.2.10',
      'restart_accepted',
      'booted 10.2.10',
      'install_started 11.1.4-h7',
      'restart_accepted',
      'booted 11.1.4-h7',
    ]);
  });

  async function engine(): Promise<Engine> {
    return (await api.holder.require()).engine;
  }

  function wentDown(): boolean {
    return effects('went_down').length > 0;
  }

  /** What the device really went through, as the fleet wrote it down. */
  function effects(...wanted: string[]): string[] {
    return readFileSync(readFleetFile(stateFolder)?.effectLog ?? '', 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { serial: string; what: string; version?: string })
      .filter(({ serial, what }) => serial === SERIAL && wanted.includes(what))
      .map(({ what, version }) => (version === undefined ? what : `${what} ${version}`));
  }
});
