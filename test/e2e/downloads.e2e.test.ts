/**
 * Downloads as their user sees them: from a spreadsheet's file with every kind of bad row, over the Preview page, to
 * images that are proved to be on the devices and that no upgrade fetches again.
 */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { BRANCH_ROWS, branchList } from './branchList.ts';
import { withDemoWindow } from './demoWindow.ts';
import type { FleetFolder } from './fleetFolder.ts';
import { leadOf, rowOf } from './tablePage.ts';
import type { Workbench } from './workbench.ts';

const SPEED = 60;
const LONG = 60_000;

/** Its first download fails for a reason that no further try helps against. */
const FAILING = { hostname: 'mad-br-fw01', serial: '021301020202' };

const LIST = 'branches.csv';
/** All that downloads do to devices. */
const DOWNLOADING = ['download_started', 'download_finished', 'download_failed'];

describe('downloads in the workbench', function () {
  this.timeout(120_000);
  this.bail(true);

  let fleet: FleetFolder;
  let workbench: Workbench;

  withDemoWindow(
    {
      name: 'downloads',
      speed: SPEED,
      faults: {
        [FAILING.serial]: [
          { kind: 'download_fails', text: 'Failed to download: this device is not entitled.' },
        ],
      },
      prepare: (folder) => writeFile(join(folder, LIST), branchList),
    },
    (opened) => {
      ({ fleet, workbench } = opened);
    },
  );

  it('shows every bad row of a list in the Problems panel, at its row and column', async () => {
    await downloadFrom(LIST);
    await leadOf(preview(LIST), '5 of 9 devices will be queued').waitFor();
    await workbench.runCommand('Problems: Focus on Problems View');
    const problems = BRANCH_ROWS.flatMap((branch) => (branch.problem === undefined ? [] : [branch.problem]));
    for (const [message, place] of problems) await problem(message).getByText(place).waitFor();
    const shown = workbench.page.locator('.markers-panel .monaco-tl-row .marker-icon');
    assert.equal(await shown.count(), problems.length);
  });

  it('gives an eaten zero back by the quick fix', async () => {
    await problem('Did you mean 021201010104?').dblclick();
    // The editor has its focus and its offers once the bulb is there.
    await workbench.page.locator('.monaco-editor .glyph-margin-widgets [class*="lightbulb"]').waitFor();
    await workbench.page.keyboard.press('Control+.');
    await workbench.page.getByText('Replace by 021201010104').waitFor();
    await workbench.screenshotInBothThemes('problems');
    await workbench.page.keyboard.press('Enter');
    await problem('Did you mean').waitFor({ state: 'detached' });
    await workbench.runCommand('View: Hide Panel');
    // The window saves by itself, and what it closes it has saved.
    await workbench.runCommand('View: Close All Editors');
    await workbench.page.locator('.tab').last().waitFor({ state: 'detached' });
    assert.match(await readFile(join(fleet.folder, LIST), 'utf8'), /^Zurich,021201010104,/m);
  });

  it('says on the Preview page what would be fetched where, and why not elsewhere', async () => {
    await downloadFrom(LIST);
    const page = preview(LIST);
    const sum = '6 of 10 devices will be queued, with 10.9 GB to fetch. 4 are skipped.';
    await leadOf(page, sum).waitFor();
    const rows = BRANCH_ROWS.flatMap((branch) => (branch.preview === undefined ? [] : [branch.preview]));
    for (const [device, what] of rows) await rowOf(page, device).filter({ hasText: what }).waitFor();
    await page.getByText('Row 8, column serial: a spreadsheet has turned this serial number').waitFor();
    await page.getByLabel('Include sto-br-fw01').uncheck();
    await leadOf(page, '5 of 10 devices will be queued, with 8.1 GB to fetch. 1 is left out.').waitFor();
    await workbench.screenshotInBothThemes('preview');
    // At 1440 pixels nothing stands beside what is seen.
    const beyond = await page.getByRole('grid').evaluate((grid) => {
      const { scrollWidth, clientWidth } = grid as unknown as Record<'scrollWidth' | 'clientWidth', number>;
      return scrollWidth - clientWidth;
    });
    assert.equal(beyond, 0);
    await page.getByText('Queue 5 Devices').click();
    const told = workbench.notification('Queued 5 devices for download. 4 skipped: 1 no upgrade path');
    await told.getByText('Show Fleet').click();
  });

  it('follows them on the Fleet page, which can be filtered and sorted meanwhile', async () => {
    const page = workbench.webview('Fleet');
    await workbench.openViewContainer('PAN-OS Upgrade');
    await workbench.rows('Jobs', /^Active/).waitFor();
    await rowOf(page, 'muc-br-fw01')
      .getByText(/^Downloading version 1\S+ \(\d\/4\)/)
      .waitFor();
    await rowOf(page, 'muc-br-fw01').getByRole('progressbar').waitFor();
    await workbench.screenshotInBothThemes('fleet');
    await page.getByRole('button', { name: 'Disconnected 1' }).waitFor();
    const idle = page.getByRole('button', { name: 'No job 18' });
    await idle.click();
    await page.getByText('18 of 24', { exact: true }).waitFor();
    await idle.click();
    const filter = page.getByRole('searchbox');
    await filter.fill('PA-440');
    await page.getByText('5 of 24', { exact: true }).waitFor();
    await page.getByRole('columnheader', { name: 'Version' }).getByRole('button').click();
    const versions = ['10.1.11', '10.1.14', '10.1.14', '11.1.4-h7', '11.2.4-h2'];
    for (const [index, version] of versions.entries()) {
      await page
        .locator(`[aria-rowindex="${index + 2}"]`)
        .getByText(version, { exact: true })
        .waitFor();
    }
    await filter.fill('');
  });

  it('tells once how all of them ended, and tries the failed one again', async () => {
    const ended = workbench.notification('Downloads ended: 4 complete, 1 failed.');
    await ended.waitFor({ timeout: LONG });
    await ended.getByText('Retry All Failed…').click();
    await workbench.answerDialog('Retry 1 Job');
    await workbench.notification(`Queued again: ${FAILING.hostname}.`).waitFor();
    const page = workbench.webview('Fleet');
    await page.getByRole('button', { name: 'Download complete 5' }).waitFor({ timeout: LONG });
    await workbench.closeNotifications();
  });

  it('fetched each image once, and only where it was asked to', async () => {
    const effects = await fleet.effects();
    const fetched = effects.filter(({ what }) => what === 'download_finished');
    assert.deepEqual(fetched.map(({ serial, version }) => `${serial} ${version}`).sort(), [
      '016401004433 11.2.0',
      '016401004433 11.2.7',
      '021201010101 10.2.0',
      '021201010101 10.2.10',
      '021201010101 11.1.0',
      '021201010101 11.1.4-h7',
      '021201010103 11.1.6-h3',
      '021201010104 12.1.2',
      '021201010104 12.1.4',
      '021301020202 11.1.0',
      '021301020202 11.1.4-h7',
    ]);
    const started = effects.filter(({ what }) => what === 'download_started');
    // One of them failed and was asked for again.
    assert.equal(started.length, fetched.length + 1);
    assert.deepEqual(new Set(effects.map(({ what }) => what)), new Set(DOWNLOADING));
  });

  it('verifies what is there, and saves it as the CSV file that people know', async () => {
    await workbench.runCommand('PAN-OS: Verify Downloads');
    const page = workbench.webview('Verify Downloads');
    await leadOf(page, '5 of 24 devices have all images of their paths.').waitFor({ timeout: LONG });
    await workbench.screenshotInBothThemes('verify');
    await page.getByText('Save CSV…').click();
    const report = join(fleet.folder, 'report.csv');
    await workbench.saveAs(report);
    await workbench.notification('Saved ').waitFor();
    await workbench.closeNotifications();
    const [head, ...lines] = (await readFile(report, 'utf8')).trim().split('\r\n');
    assert.equal(
      head,
      'hostname,serial,model,mgmt_ip,current_version,verify_download,verify_download_status',
    );
    // Its port is another one in each run.
    const rows = lines.map((line) => line.replace(/127\.0\.0\.1:\d+/, 'ADDRESS'));
    assert.equal(rows.length, 24);
    for (const row of [
      'azu-weu-fw01,007951000000503,PA-VM,ADDRESS,10.2.10,,connection_failed',
      'ber-br-fw01,021201010103,PA-440,ADDRESS,11.1.4-h7,11.1.6-h3:yes,verification_complete',
      'mad-br-fw01,021301020202,PA-460,ADDRESS,10.2.10,"11.1.0:yes, 11.1.4-h7:yes",verification_complete',
      'osl-br-fw01,012001030301,PA-850,ADDRESS,10.1.6-h6,,no_path',
      'par-br-fw01,021301020201,PA-460,ADDRESS,11.1.2-h3,11.1.6-h3:no,verification_complete',
    ]) {
      assert.ok(rows.includes(row), `${row} is not in:\n${rows.join('\n')}`);
    }
  });

  it('exports the devices to files that can be queued again', async () => {
    await workbench.runCommand('PAN-OS: Export Devices to CSV');
    await workbench.saveAs(join(fleet.folder, 'standalone_devices.csv'));
    await workbench.answerInput('File for the HA pairs', 'ha_pairs.csv');
    await workbench.notification('Exported 15 standalone devices and 4 HA pairs').waitFor();
    await workbench.closeNotifications();
    await downloadFrom('ha_pairs.csv');
    await leadOf(preview('ha_pairs.csv'), '8 of 8 devices will be queued').waitFor();
    await downloadFrom('standalone_devices.csv');
    const page = preview('standalone_devices.csv');
    await leadOf(page, '8 of 15 devices will be queued').waitFor();
    await rowOf(page, 'muc-br-fw01').getByText('All images of its path are on the device.').waitFor();
    await page.getByRole('columnheader').getByRole('checkbox').uncheck();
    await page.getByLabel('Include par-br-fw01').check();
    const queue = page.getByText(/^Queue 1 Device/);
    await queue.waitFor();

    // What was left out stays so while another tab is looked at.
    const tab = workbench.page.locator('.tab');
    await tab.filter({ hasText: 'Verify Downloads' }).click();
    await leadOf(workbench.webview('Verify Downloads'), 'devices').waitFor();
    await tab.filter({ hasText: 'standalone_devices.csv' }).click();
    await queue.click();
    await workbench.notification('Queued 1 device for download.').waitFor();
    await workbench.openViewContainer('PAN-OS Upgrade');
    await workbench.rows('Jobs', /^Finished\s*7$/).waitFor({ timeout: LONG });
    assert.deepEqual(await storyOf('021301020201'), [
      'download_started 11.1.6-h3',
      'download_finished 11.1.6-h3',
    ]);
  });

  it('comes back with the window: the Fleet page as it was, no page that is dead', async () => {
    await workbench.reload();
    await workbench.page.locator('.tab').filter({ hasText: 'Fleet' }).click();
    const page = workbench.webview('Fleet');
    await leadOf(page, '6 complete').waitFor();
    // Until the old extension host has let go of the storage, this one only shows.
    await page.getByRole('button', { name: 'Download Images to All Devices…', disabled: false }).waitFor();
    const titles = await workbench.page.locator('.tab').allInnerTexts();
    assert.deepEqual(
      titles.map((title) => title.trim()),
      ['Fleet', 'Verify Downloads', 'Download Images: ha_pairs.csv'],
    );
  });

  it('leaves an upgrade nothing to download', async () => {
    // The menu has the action once this window has the storage to itself.
    const device = await workbench.scrollTo('Devices', 'ber-br-fw01');
    await device.click();
    await device.getByRole('button', { name: 'Upgrade Device…' }).click({ timeout: LONG });
    await workbench.answerDialog('Upgrade with 1 Restart');
    const page = workbench.webview('Job: ber-br-fw01');
    await page.getByText('11.1.6-h3 is already on the device').waitFor({ timeout: LONG });
    const installed = page.getByText(/installing 11\.1\.6-h3|11\.1\.6-h3 is installed/i);
    await installed.first().waitFor({ timeout: LONG });
    const story = await storyOf('021201010103');
    assert.deepEqual(story.slice(0, 3), [
      'download_started 11.1.6-h3',
      'download_finished 11.1.6-h3',
      'install_started 11.1.6-h3',
    ]);
  });

  /** What really happened on a device. */
  async function storyOf(serial: string): Promise<string[]> {
    return (await fleet.effects(serial)).map(({ what, version = '' }) => `${what} ${version}`);
  }

  /** The Preview page of a list. */
  function preview(file: string): ReturnType<Workbench['webview']> {
    return workbench.webview(`Download Images: ${file}`);
  }

  function problem(text: string): Locator {
    return workbench.page.locator('.markers-panel .monaco-list-row').filter({ hasText: text });
  }

  async function downloadFrom(file: string): Promise<void> {
    await workbench.chooseForFile(file, 'Download Images to Devices in CSV…');
  }
});
