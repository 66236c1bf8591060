/** Two windows on one workspace: one works, the other shows it, and takes over when the first one closes. */
import assert from 'node:assert/strict';
import { discoverFleet } from './demoWindow.ts';
import { type FleetFolder, openFleetFolder } from './fleetFolder.ts';
import { Workbench } from './workbench.ts';

const ONLY_SHOWS = 'Another window of this workspace does the work';

describe('two windows on one workspace', function () {
  this.timeout(120_000);

  let fleet: FleetFolder;
  let first: Workbench;
  let second: Workbench | undefined;

  before(async () => {
    fleet = await openFleetFolder({ speed: 60 });
    first = await Workbench.open(fleet.folder);
    await first.openViewContainer('PAN-OS Upgrade');
    await discoverFleet(first);
  });

  after(async () => {
    await first.close();
    await fleet.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await (second ?? first).screenshot('failed-two-windows');
  });

  it('the second shows what the first one found, and says that it only shows', async () => {
    second = await first.openSecondWindow();
    await second.openViewContainer('PAN-OS Upgrade');
    await second.view('Devices').getByText(ONLY_SHOWS).waitFor();
    await second.rows('Devices', /^HA members\s*8$/).waitFor();
  });

  it('the second takes over when the first one closes', async () => {
    assert.ok(second);
    await first.closeWindow();
    await second.view('Devices').getByText(ONLY_SHOWS).waitFor({ state: 'hidden', timeout: 60_000 });
    await second.runCommand('PAN-OS: Discover Devices');
    await second.notification('Discovered 24 devices').waitFor();
  });
});
