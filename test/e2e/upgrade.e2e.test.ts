/** A whole upgrade as its user sees it, through a crash of the extension host in the middle of a reboot. */
import assert from 'node:assert/strict';
import { withDemoWindow } from './demoWindow.ts';
import type { FleetFolder } from './fleetFolder.ts';
import type { Workbench } from './workbench.ts';

/** Two hops of the demo's upgrade paths: 10.1.14 → 10.2.10 → 11.1.4-h7. */
const DEVICE = { hostname: 'muc-br-fw01', serial: '021201010101' };

/** Fast enough for a test, slow enough to meet the device in its reboot. */
const SPEED = 60;

/** Longest wait for something that takes the device its time, in milliseconds. */
const LONG = 120_000;

describe('an upgrade in the workbench', function () {
  this.timeout(LONG);
  this.bail(true);

  let fleet: FleetFolder;
  let workbench: Workbench;

  /** What the pages of the window were refused by their security policies. */
  const violations: string[] = [];

  withDemoWindow({ name: 'upgrade', speed: SPEED, discovers: false }, (opened) => {
    ({ fleet, workbench } = opened);
    workbench.page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) violations.push(message.text());
    });
  });

  it('discovers the fleet without anything being typed in', async () => {
    await workbench
      .view('Devices')
      .getByText('Its Panorama, credentials and certificates are set up')
      .waitFor();
    await workbench.runCommand('PAN-OS: Discover Devices');
    await workbench.notification('Discovered 24 devices and 4 HA pairs').waitFor({ timeout: LONG });
    await workbench.rows('Devices', /^HA members\s*8$/).waitFor();
    await workbench.rows('Devices', /^Standalone\s*15$/).waitFor();
    await workbench.rows('HA Pairs', 'ams-dc1-fw01 + ams-dc1-fw02').waitFor();
    await workbench.closeNotifications();
    await workbench.screenshot('devices');
  });

  it('starts from the context menu, after saying what would happen', async () => {
    await workbench.chooseFromContextMenu(await deviceRow(), 'Upgrade Device…');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Upgrade muc-br-fw01 from 10.1.14 to 11.1.4-h7?').waitFor();
    await dialog.getByText('1. 10.1.14 → 10.2.10, with 10.2.0 (base) and 10.2.10').waitFor();
    await workbench.screenshot('confirmation');
    await workbench.answerDialog('Upgrade with 2 Restarts');
    await workbench.rows('Jobs', DEVICE.hostname).waitFor();
  });

  it('shows every step live on the Job page', async () => {
    await jobPage().getByRole('heading', { name: DEVICE.hostname }).waitFor();
    // Only in the list: what is done right now stands above it in the same words.
    for (const step of ['Check for software', 'Download 10.2.0']) {
      await jobPage().getByRole('listitem').filter({ hasText: step }).first().waitFor();
    }
    await workbench
      .rows('Jobs', 'Install 10.2.10')
      .getByText(/installing/i)
      .waitFor({ timeout: LONG });
    await workbench.screenshot('job-light');
  });

  it('carries on after the extension host died in the middle of the reboot', async () => {
    await jobPage()
      .getByRole('listitem')
      .filter({ hasText: 'Restart into 10.2.10' })
      .getByText(/restarting/i)
      .waitFor({ timeout: LONG });
    await workbench.killExtensionHost();
    await workbench.reload();
    await workbench.openViewContainer('PAN-OS Upgrade');
    await workbench.rows('Jobs', DEVICE.hostname).click();
    await jobPage().getByText('Completed', { exact: true }).waitFor({ timeout: LONG });
    await workbench.rows('Jobs', /^Finished\s*1$/).waitFor();
    await workbench.screenshot('job-completed');
  });

  it('restores the Job page with the window', async () => {
    await workbench.reload();
    await jobPage().getByRole('heading', { name: DEVICE.hostname }).waitFor();
    await jobPage().getByText('Completed', { exact: true }).waitFor();
  });

  it('is readable in dark and in high contrast, and refused nothing to its pages', async () => {
    await workbench.useTheme('Default Dark Modern', 'vs-dark');
    await workbench.screenshot('job-dark');
    await workbench.useTheme('Default High Contrast', 'hc-black');
    await workbench.screenshot('job-high-contrast');
    await workbench.useTheme('Default Light Modern', 'vs');
    assert.deepEqual(violations, []);
  });

  it('asked the device for each dangerous thing once', async () => {
    assert.deepEqual(await dangerousEffects(), [
      'install_started 10.2.10',
      'install_finished 10.2.10',
      'restart_accepted',
      'booted 10.2.10',
      'install_started 11.1.4-h7',
      'install_finished 11.1.4-h7',
      'restart_accepted',
      'booted 11.1.4-h7',
    ]);
  });

  /** The device's row, wherever the tree has to be scrolled to. */
  async function deviceRow(): ReturnType<Workbench['scrollTo']> {
    return workbench.scrollTo('Devices', DEVICE.hostname);
  }

  function jobPage(): ReturnType<Workbench['webview']> {
    return workbench.webview(`Job: ${DEVICE.hostname}`);
  }

  async function dangerousEffects(): Promise<string[]> {
    const wanted = ['install_started', 'install_finished', 'install_failed', 'restart_accepted', 'booted'];
    return (await fleet.effects(DEVICE.serial))
      .filter(({ what }) => wanted.includes(what))
      .map(({ what, version }) => (version === undefined ? what : `${what} ${version}`));
  }
});
