/** Upgrades of many as their user sees them: chosen in trees and files, shown on the Preview page, asked about once. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withDemoWindow } from './demoWindow.ts';
import { leadOf, rowOf } from './tablePage.ts';
import type { Workbench } from './workbench.ts';

const SPEED = 120;
const LONG = 90_000;

/** Two pairs, and between them two firewalls that are none. */
const PAIRS = [
  'serial_1,serial_2',
  '016401004431,016401004432',
  '021201010101,021201010102',
  '024301001121,024301001122',
].join('\n');

const PAIR_TITLE = 'Upgrade Devices: pairs.csv';

describe('upgrades of many in the workbench', function () {
  this.timeout(120_000);
  this.bail(true);

  let workbench: Workbench;

  withDemoWindow(
    {
      name: 'upgradeMany',
      speed: SPEED,
      prepare: (folder) => writeFile(join(folder, 'pairs.csv'), PAIRS),
    },
    (opened) => {
      ({ workbench } = opened);
    },
  );

  it('shows for a file of pairs what each would go through, and keeps out what is no pair', async () => {
    await workbench.chooseForFile('pairs.csv', 'Upgrade Devices in CSV…');
    const page = workbench.webview(PAIR_TITLE);
    await leadOf(page, '2 of 2 HA pairs will be upgraded, with 4 restarts').waitFor();
    await page.getByText('021201010101 and 021201010102 are not known as members of one HA pair').waitFor();
    await rowOf(page, 'lon-dc2-fw02 + lon-dc2-fw01').getByText('Upgrade as a pair').waitFor();
    await page.getByText('Upgrade 2 HA Pairs, 4 Restarts…').waitFor();
  });

  it('checks readiness, too, when it is asked to, and follows what is left out', async () => {
    const page = workbench.webview(PAIR_TITLE);
    await page.getByText('Check Readiness Too').click();
    await rowOf(page, 'lon-dc2-fw02')
      .getByText(/^(Ready|\d+ warnings?)\. Upgrade as a pair/)
      .waitFor();
    await page.getByLabel(/^Include ams-dc1/).uncheck();
    await page.getByText('Upgrade 1 HA Pair, 2 Restarts…').waitFor();
    await workbench.screenshotInBothThemes('upgrades');
  });

  it('asks once, with what happens to the traffic, and queues nothing when the answer is no', async () => {
    const page = workbench.webview(PAIR_TITLE);
    await page.getByText('Upgrade 1 HA Pair, 2 Restarts…').click();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Upgrade the HA pair lon-dc2-fw02 + lon-dc2-fw01 to ').waitFor();
    await dialog.getByText('1 HA pair: one member at a time.').waitFor();
    await workbench.screenshot('upgrades-question');
    await workbench.answerDialog('Cancel');
    await page.getByText('Upgrade 1 HA Pair, 2 Restarts…').waitFor();
    await workbench.openViewContainer('PAN-OS Upgrade');
    await workbench.view('Jobs').getByText('No jobs yet.').waitFor();
  });

  it('takes several selected devices over the page, and one of them by its short question', async () => {
    const [first, second] = ['ber-br-fw01', 'ham-br-fw01'];
    await (await workbench.scrollTo('Devices', first)).click();
    const other = await workbench.scrollTo('Devices', second);
    await other.click({ modifiers: ['ControlOrMeta'] });
    await workbench.chooseFromContextMenu(other, 'Upgrade Devices…');
    const page = workbench.webview('Upgrade Devices');
    await leadOf(page, '2 of 2 devices will be upgraded, with 3 restarts').waitFor();
    await page.getByText('Cancel', { exact: true }).click();
    await other.click();
    await workbench.chooseFromContextMenu(other, 'Upgrade Device…');
    await workbench.page.locator('.monaco-dialog-box').getByText(`Upgrade ${second}`).waitFor();
    await workbench.answerDialog('Cancel');
  });

  it('shows what a version would go through in a dry run, without a button that upgrades', async () => {
    await workbench.runCommand('PAN-OS: Dry Run: Upgrade Devices');
    const page = workbench.webview('Dry Run: Upgrade Devices');
    await leadOf(page, 'Dry run, nothing was changed.').waitFor({ timeout: LONG });
    assert.equal(await page.getByText(/^Upgrade \d+/).count(), 0);
    await workbench.page.mouse.move(720, 888);
    await workbench.screenshot('upgrades-fleet');
    await page.getByText('Close', { exact: true }).click();
  });

  it('upgrades a pair chosen in HA Pairs, and says so once', async () => {
    const pair = await workbench.scrollTo('HA Pairs', 'lon-dc2-fw01 + lon-dc2-fw02');
    await workbench.chooseFromContextMenu(pair, 'Upgrade Devices…');
    await workbench.webview('Upgrade Devices').getByText('Upgrade 1 HA Pair, 2 Restarts…').click();
    await workbench.answerDialog('Upgrade with 2 Restarts');
    await workbench.notification('Queued 1 upgrade of 2 devices.').waitFor();
    await workbench.rows('Jobs', /^Active/).waitFor();
  });
});
