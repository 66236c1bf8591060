/**
 * A night as its engineer sees it: a list of pairs is upgraded through a crash of the extension host, and a device
 * that did not restart waits until somebody has looked. Judged by what really happened on the devices.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { withDemoWindow } from './demoWindow.ts';
import type { FleetFolder } from './fleetFolder.ts';
import type { Workbench } from './workbench.ts';

const SPEED = 80;
const LONG = 240_000;

const PAIRS = [
  ['016401004431', '016401004432'],
  ['024301001121', '024301001122'],
] as const;

const LIST = ['serial_1,serial_2', ...PAIRS.map((pair) => pair.join())].join('\n');

/** It accepts its restart and stays up. */
const STUBBORN = { hostname: 'ber-br-fw01', serial: '021201010103' };

describe('a night in the workbench', function () {
  this.timeout(LONG + 30_000);
  this.bail(true);

  let fleet: FleetFolder;
  let workbench: Workbench;

  withDemoWindow(
    {
      name: 'night',
      speed: SPEED,
      faults: { [STUBBORN.serial]: [{ kind: 'restart_ignored' }] },
      prepare: (folder) => writeFile(join(folder, 'pairs.csv'), LIST),
    },
    (opened) => {
      ({ fleet, workbench } = opened);
    },
  );

  it('queues the pairs of a file after showing what it takes', async () => {
    await workbench.chooseForFile('pairs.csv', 'Upgrade Devices in CSV…');
    await workbench
      .webview('Upgrade Devices: pairs.csv')
      .getByText('Upgrade 2 HA Pairs, 4 Restarts…')
      .click();
    await workbench.answerDialog('Upgrade with 4 Restarts');
    await workbench.openViewContainer('PAN-OS Upgrade');
    await workbench.rows('Jobs', /^Active\s*2$/).waitFor();
  });

  it('carries both pairs on after the extension host died while members were down', async () => {
    await workbench
      .rows('Jobs', /restarting|booting/i)
      .first()
      .waitFor({ timeout: LONG });
    await workbench.killExtensionHost();
    await workbench.reload();
    await workbench.openViewContainer('PAN-OS Upgrade');
    await workbench.rows('Jobs', /^Finished\s*2$/).waitFor({ timeout: LONG });
    await workbench.screenshot('night-done');
  });

  it('did each dangerous thing once to every member, one member of a pair at a time', async () => {
    for (const pair of PAIRS) {
      const effects = (await fleet.effects()).filter(({ serial }) => pair.some((one) => one === serial));
      const order = effects.filter(({ what }) => ['suspended', 'restart_accepted', 'booted'].includes(what));
      assert.deepEqual(
        order.map(({ what }) => what),
        ['restart_accepted', 'booted', 'suspended', 'restart_accepted', 'booted'],
      );
      const [first, , , second] = order;
      assert.notEqual(first?.serial, second?.serial);
    }
  });

  it('waits for somebody where a device accepted its restart and stayed up', async () => {
    await workbench.closeNotifications();
    const device = await workbench.scrollTo('Devices', STUBBORN.hostname);
    await workbench.chooseFromContextMenu(device, 'Upgrade Device…');
    await workbench.answerDialog('Upgrade with 1 Restart');
    await jobPage().locator('.pill').getByText('Needs an operator').waitFor({ timeout: LONG });
    await jobPage().getByRole('button', { name: 'It Did Not Happen' }).waitFor();
    await workbench.closeNotifications();
    await workbench.screenshotInBothThemes('operator');
  });

  it('goes on by what they say, and restarts the device once more', async () => {
    await jobPage().getByRole('button', { name: 'It Did Not Happen' }).click();
    await workbench.screenshot('operator-question');
    await workbench.answerDialog('It Did Not Happen');
    await jobPage().locator('.pill').getByText('Completed').waitFor({ timeout: LONG });
    const restarts = (await fleet.effects(STUBBORN.serial)).filter(({ what }) =>
      ['restart_accepted', 'booted'].includes(what),
    );
    assert.deepEqual(
      restarts.map(({ what }) => what),
      ['restart_accepted', 'restart_accepted', 'booted'],
    );
  });

  function jobPage(): ReturnType<Workbench['webview']> & { locator(selector: string): Locator } {
    return workbench.webview(`Job: ${STUBBORN.hostname}`);
  }
});
