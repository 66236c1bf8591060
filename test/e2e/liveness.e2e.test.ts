/** Pages of an extension host that was killed: they come back in their places, and do what they are asked for. */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { withDemoWindow } from './demoWindow.ts';
import type { FleetFolder } from './fleetFolder.ts';
import { findFrame, frameOf, tabOf, until } from './pageTabs.ts';
import type { Workbench } from './workbench.ts';

/** Standalone; slow enough not to end before the last test. */
const HIDDEN = 'ham-br-fw01';
const CANCELLED = 'muc-br-fw01';

const LONG = 60_000;

describe('pages that live', function () {
  this.timeout(240_000);
  this.bail(true);

  let fleet: FleetFolder;
  let workbench: Workbench;

  withDemoWindow({ name: 'liveness', speed: 2 }, (opened) => {
    ({ fleet, workbench } = opened);
  });

  it('has its pages live again when the extension host was killed', async () => {
    for (const hostname of [HIDDEN, CANCELLED]) {
      await workbench.runCommand('PAN-OS: Upgrade Device');
      await workbench.pick(hostname);
      await workbench.page
        .locator('.monaco-dialog-box .monaco-button')
        .filter({ hasText: /^Upgrade with/ })
        .click();
      // It takes the keyboard when it is there.
      await (await frameOf(workbench, `Job: ${hostname}`, LONG)).getByText('Cancel Job…').waitFor();
    }
    await workbench.runCommand('PAN-OS: Show Fleet');
    await (await frameOf(workbench, 'Fleet', LONG)).getByRole('row').filter({ hasText: CANCELLED }).waitFor();
    await workbench.runCommand('View: Move Editor into Next Group');
    const before = [
      await frameOf(workbench, `Job: ${CANCELLED}`, LONG),
      await frameOf(workbench, 'Fleet', LONG),
    ];
    await before[0]?.getByText('Cancel Job…').waitFor();
    await workbench.killExtensionHost();
    const killed = performance.now();
    for (const frame of before) await gone(frame);
    await (await frameOf(workbench, 'Fleet', LONG)).getByRole('row').filter({ hasText: CANCELLED }).waitFor();
    await (await frameOf(workbench, `Job: ${CANCELLED}`, LONG)).getByText('Cancel Job…').waitFor();
    console.log(`      live again after ${Math.round(performance.now() - killed)} ms`);
    await workbench.screenshot('live-again');
  });

  it('has one Fleet page, whose buttons do something', async () => {
    await workbench.runCommand('PAN-OS: Show Fleet');
    await tabOf(workbench, 'Fleet', '.active').first().waitFor();
    assert.equal(await tabOf(workbench, 'Fleet').count(), 1);
    await (await frameOf(workbench, 'Fleet', LONG)).getByText('Pause Engine').click();
    await (await frameOf(workbench, 'Fleet', LONG)).getByText('Resume Engine').click();
  });

  it('has a page that was covered live as soon as it is seen', async () => {
    assert.equal(await tabOf(workbench, `Job: ${HIDDEN}`).count(), 1);
    await tabOf(workbench, `Job: ${HIDDEN}`).click();
    await until(workbench, 'the page is live', LONG, async () => {
      const frame = await findFrame(workbench, `Job: ${HIDDEN}`);
      return (await frame?.getByText('Cancel Job…').count()) === 1;
    });
    assert.equal(await tabOf(workbench, `Job: ${HIDDEN}`).count(), 1);
  });

  it('cancels from a page that came back', async () => {
    await tabOf(workbench, `Job: ${CANCELLED}`).click();
    await (await frameOf(workbench, `Job: ${CANCELLED}`, LONG)).getByText('Cancel Job…').click();
    await workbench.page.getByText(`Cancel the job on ${CANCELLED}?`).waitFor();
    await workbench.answerDialog('Cancel Job');
    await (
      await frameOf(workbench, `Job: ${CANCELLED}`, LONG)
    )
      .locator('.pill')
      .getByText('Cancelled')
      .waitFor({ timeout: LONG });
    const effects = (await fleet.effects()).map(({ what }) => what);
    assert.ok(!effects.includes('restart_accepted'), effects.join());
  });

  async function gone(frame: Frame | undefined): Promise<void> {
    await until(workbench, 'the dead page is gone', LONG, () => frame?.isDetached() ?? true);
  }
});
