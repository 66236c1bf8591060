/** Every click on a job shows it, while its view is drawn again and again. */
import assert from 'node:assert/strict';
import { withDemoWindow } from './demoWindow.ts';
import { frameOf, tabOf } from './pageTabs.ts';
import type { Workbench } from './workbench.ts';

/** Standalone; slow enough to run until the last test. */
const HOSTNAMES = ['ber-br-fw01', 'ham-br-fw01', 'muc-br-fw01'] as const;

const CLICKS = 50;
const LONG = 60_000;

describe('clicks on jobs', function () {
  this.timeout(240_000);
  this.bail(true);

  let workbench: Workbench;

  withDemoWindow({ name: 'clicks', speed: 2 }, (opened) => {
    ({ workbench } = opened);
  });

  it('answers every click on a job while three run', async () => {
    for (const hostname of HOSTNAMES) {
      await workbench.runCommand('PAN-OS: Upgrade Device');
      await workbench.pick(hostname);
      await workbench.page
        .locator('.monaco-dialog-box .monaco-button')
        .filter({ hasText: /^Upgrade with/ })
        .click();
      // It takes the keyboard when it is there.
      await (await frameOf(workbench, `Job: ${hostname}`, LONG)).getByText('Cancel Job…').waitFor();
      // Its steps would push the others out of sight.
      await workbench.rows('Jobs', hostname).locator('.monaco-tl-twistie').click({ timeout: LONG });
    }
    await workbench.rows('Jobs', /^Active\s*3$/).waitFor();
    const failed: string[] = [];
    for (let click = 0; click < CLICKS && failed.length < 3; click += 1) {
      const hostname = HOSTNAMES[click % HOSTNAMES.length] ?? '';
      await clickRow(hostname);
      await tabOf(workbench, `Job: ${hostname}`, '.active')
        .waitFor({ timeout: 30_000 })
        .catch(() => failed.push(`click ${click + 1}`));
    }
    assert.deepEqual(failed, []);
    assert.equal(await workbench.notification('command').count(), 0);
  });

  it('opens a job by key, again after its page was closed', async () => {
    await workbench.rows('Jobs', HOSTNAMES[0]).click();
    await tabOf(workbench, `Job: ${HOSTNAMES[0]}`, '.active').waitFor();
    // Not by a command: the page that is just opened takes the keyboard from the palette.
    await tabOf(workbench, `Job: ${HOSTNAMES[0]}`).click({ button: 'middle' });
    await tabOf(workbench, `Job: ${HOSTNAMES[0]}`).waitFor({ state: 'detached' });
    await workbench.view('Jobs').locator('.monaco-list').focus();
    await workbench.page.keyboard.press('Enter');
    await tabOf(workbench, `Job: ${HOSTNAMES[0]}`, '.active').waitFor();
  });

  /** As fast as a hand: without waiting for the row to stand still. */
  async function clickRow(hostname: string): Promise<void> {
    const box = await workbench.rows('Jobs', hostname).boundingBox();
    assert.ok(box !== null, `${hostname} has no row in sight.`);
    await workbench.page.mouse.click(box.x + 60, box.y + box.height / 2);
  }
});
