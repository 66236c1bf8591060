/** A fleet nobody has vouched for: its credentials are typed in, its certificates are asked about once, in a list. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDemoWorkspace } from '../../scripts/demoWorkspace.ts';
import { type RunningFleet, startFleet } from '../../scripts/fleetProcess.ts';
import { setInFolder } from './folderSettings.ts';
import { Workbench } from './workbench.ts';

describe('devices that are not trusted yet', function () {
  this.timeout(120_000);

  let folder: string;
  let fleet: RunningFleet;
  let login: { readonly username: string; readonly password: string };
  let workbench: Workbench;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'panos-trust-'));
    // Started for no workspace: so the extension takes these devices for real ones.
    const stateFolder = join(folder, 'elsewhere');
    fleet = await startFleet({ fleetFile: 'resources/fleets/demo.json', speed: 60, stateFolder });
    login = JSON.parse(await readFile(join(stateFolder, 'fleet.json'), 'utf8')) as typeof login;
    const workspace = join(folder, 'workspace');
    await prepareDemoWorkspace(workspace);
    await setInFolder(workspace, { 'panosUpgrade.panorama.host': fleet.panorama });
    workbench = await Workbench.open(workspace);
    await workbench.openViewContainer('PAN-OS Upgrade');
  });

  after(async () => {
    await workbench.close();
    await fleet.process.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-trust');
  });

  it('are on the Panorama that the folder names once somebody has looked at that', async () => {
    const told = workbench.notification('.vscode/settings.json sets panosUpgrade.panorama.host');
    await told.getByText('Review Folder Settings…').waitFor();
    // The notification may come before the window knows that it is trusted, and its palette has no commands of ours before.
    await workbench.view('Devices').getByText('No Panorama is configured.').waitFor();
    await workbench.screenshot('folder-settings');
    await workbench.closeNotifications();
    await workbench.useFolderSettings();
    await workbench.notification('1 of 1 setting in .vscode/settings.json is used').waitFor();
    await workbench.closeNotifications();
    await workbench.view('Devices').getByText('No devices are known yet.').waitFor();
  });

  it('are asked for credentials step by step', async () => {
    for (const whom of ['Panorama', 'Firewall']) {
      await workbench.runCommand(`PAN-OS: Set ${whom} Credentials`);
      await workbench.pick('User name and password');
      await workbench.answerInput('User name', login.username);
      await workbench.answerInput(`Password of ${login.username}`, login.password);
      await workbench.notification('are stored in the editor’s secret storage').waitFor();
      await workbench.closeNotifications();
    }
  });

  it('are discovered after Panorama and then all firewalls together were trusted', async () => {
    await workbench.runCommand('PAN-OS: Discover Devices');
    await workbench.page.getByText(`Trust Panorama (${fleet.panorama}) with your credentials?`).waitFor();
    await workbench.answerDialog('Trust');
    await workbench.page
      .getByText(`Trust 23 devices named by Panorama (${fleet.panorama}) with your credentials?`)
      .waitFor();
    await workbench.screenshot('trust');
    await workbench.page.getByLabel('Toggle all checkboxes').click();
    await workbench.page.locator('.quick-input-widget').getByText('23 Selected').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.notification('Discovered 24 devices and 4 HA pairs').waitFor();
    await workbench.rows('Devices', /^HA members\s*8$/).waitFor();
    await workbench.closeNotifications();
  });

  it('have their certificates exported, and imported without a changed one replacing the old unasked', async () => {
    const exported = join(folder, 'workspace', 'certificate-pins.csv');
    await workbench.runCommand('PAN-OS: Export Certificate Pins');
    await workbench.saveAs(exported);
    await workbench.notification('24 pins written to').waitFor();
    const lines = (await readFile(exported, 'utf8')).trim().split('\r\n');
    assert.equal(lines[0], 'address,fingerprint,subject,valid_to');
    assert.equal(lines.length, 25);

    const [address = ''] = lines[1]?.split(',') ?? [];
    const changed = join(folder, 'workspace', 'changed.csv');
    await writeFile(
      changed,
      `address,fingerprint,subject,valid_to\n${address},${'AB'.repeat(32)}\nnonsense:x,AB\n${lines[2]}\n`,
    );
    await workbench.closeNotifications();
    await workbench.runCommand('PAN-OS: Import Certificate Pins');
    await workbench.pick('changed.csv');
    await workbench.page
      .getByText('Import certificate pins: 0 new, 1 the same, 1 changed, 1 not usable')
      .waitFor();
    await workbench.screenshot('import-pins');
    await workbench.page.keyboard.press('Enter');
    await workbench.notification('0 pins imported; 1 row of the list of pins cannot be used').waitFor();
    await workbench.closeNotifications();
  });

  it('are stopped when the certificate is not the pinned one, until the new one is trusted', async () => {
    await workbench.runCommand('PAN-OS: Import Certificate Pins');
    await workbench.pick('changed.csv');
    await workbench.page.getByLabel('Toggle all checkboxes').click();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByText('Pinned until now').waitFor();
    await workbench.answerDialog('Replace');
    await workbench.notification('1 pin imported').waitFor();
    await workbench.closeNotifications();

    await workbench.runCommand('PAN-OS: Discover Devices');
    const stopped = workbench.notification('is not the pinned one');
    await stopped.getByText('Trust the New Certificate…').waitFor();
    await workbench.screenshot('changed-certificate');
    await stopped.getByText('Trust the New Certificate…').click();
    await workbench.page.getByText('Pinned until now').waitFor();
    await workbench.answerDialog('Trust the New Certificate');
    await workbench.notification('is trusted from now on').waitFor();
    await workbench.closeNotifications();
  });

  it('can have credentials of their own', async () => {
    const row = await workbench.scrollTo('Devices', 'muc-br-fw01');
    await workbench.chooseFromContextMenu(row, 'Set Credentials…');
    await workbench.pick('API key');
    await workbench.answerInput('API key', 'wrong');
    await workbench.notification('go before those for all firewalls').waitFor();
    await workbench.closeNotifications();
    await workbench.chooseFromContextMenu(row, 'Test Connection');
    await workbench.notification('does not accept the credentials').waitFor();
    await workbench.closeNotifications();
    await workbench.chooseFromContextMenu(row, 'Remove Credentials');
    await workbench.notification('are removed').waitFor();
    await workbench.chooseFromContextMenu(row, 'Test Connection');
    await workbench.notification('muc-br-fw01 answers').waitFor();
  });
});
