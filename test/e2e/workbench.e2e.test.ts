/** The window opens with the extension in it, and finds the simulated fleet. */
import { discoverFleet, withDemoWindow } from './demoWindow.ts';
import type { Workbench } from './workbench.ts';

describe('the workbench', function () {
  this.timeout(120_000);

  let workbench: Workbench;

  withDemoWindow({ name: 'workbench', speed: 60, discovers: false }, (opened) => {
    ({ workbench } = opened);
  });

  it('shows the views of the extension', async () => {
    await workbench.openViewContainer('PAN-OS Upgrade');
    for (const title of ['Devices', 'HA Pairs', 'Jobs']) await workbench.view(title).waitFor();
    await workbench.screenshot('views');
  });

  it('shows the devices that were discovered', async () => {
    await discoverFleet(workbench);
    await workbench.rows('Devices', 'ber-br-fw01').waitFor();
    await workbench.rows('HA Pairs', 'ams-dc1-fw01 + ams-dc1-fw02').waitFor();
    await workbench.screenshot('devices');
  });
});
