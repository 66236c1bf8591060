/** The window opens with the extension in it, and finds the simulated fleet. */
import { type FleetFolder, openFleetFolder } from './fleetFolder.ts';
import { Workbench } from './workbench.ts';

describe('the workbench', function () {
  this.timeout(120_000);

  let fleet: FleetFolder;
  let workbench: Workbench;

  before(async () => {
    fleet = await openFleetFolder(60);
    workbench = await Workbench.open(fleet.folder);
  });

  after(async () => {
    await workbench.close();
    await fleet.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-workbench');
  });

  it('shows the views of the extension', async () => {
    await workbench.openViewContainer('PAN-OS Upgrade');
    for (const title of ['Devices', 'HA Pairs', 'Jobs']) await workbench.view(title).waitFor();
    await workbench.screenshot('views');
  });

  it('shows the devices that were discovered', async () => {
    // The palette lists the command once the engine is open, and does not look again while it is shown.
    await workbench.view('Devices').getByText('The simulated fleet runs.').waitFor();
    await workbench.runCommand('PAN-OS: Discover Devices');
    await workbench.rows('Devices', 'ber-br-fw01').waitFor();
    await workbench.rows('HA Pairs', 'ams-dc1-fw01 + ams-dc1-fw02').waitFor();
    await workbench.screenshot('devices');
  });
});
