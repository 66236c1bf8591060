/** A fleet nobody has vouched for: its credentials are typed in, its certificates are asked about once, in a list. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDemoWorkspace } from '../../scripts/demoWorkspace.ts';
import { type RunningFleet, startFleet } from '../../scripts/fleetProcess.ts';
import { Workbench } from './workbench.ts';

describe('devices that are not trusted yet', function () {
  this.timeout(120_000);

  let folder: string;
  let fleet: RunningFleet;
  let login: { readonly username: string; readonly password: string };
  let workbench: Workbench;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'panos-trust-'));
    // Beside the workspace, not in it: so the extension takes these devices for real ones.
    const stateFolder = join(folder, 'elsewhere');
    fleet = await startFleet({ fleetFile: 'resources/fleets/demo.json', speed: 60, stateFolder });
    login = JSON.parse(await readFile(join(stateFolder, 'fleet.json'), 'utf8')) as typeof login;
    const workspace = join(folder, 'workspace');
    await prepareDemoWorkspace(workspace, fleet.panorama);
    workbench = await Workbench.open(workspace);
    await workbench.openViewContainer('PAN-OS Upgrade');
    await workbench.view('Devices').getByText('No devices are known yet.').waitFor();
  });

  after(async () => {
    await workbench.close();
    await fleet.process.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-trust');
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
    await workbench.page.getByText(`Trust the certificate of ${fleet.panorama}?`).waitFor();
    await workbench.answerDialog('Trust');
    await workbench.page.getByText('Trust the certificates of 23 devices?').waitFor();
    await workbench.screenshot('trust');
    await workbench.page.getByLabel('Toggle all checkboxes').click();
    await workbench.page.locator('.quick-input-widget').getByText('23 Selected').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.notification('Discovered 24 devices and 4 HA pairs').waitFor();
    await workbench.rows('Devices', /^HA members\s*8$/).waitFor();
  });
});
