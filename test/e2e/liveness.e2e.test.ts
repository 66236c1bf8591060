/** Pages of an extension host that was killed: they come back in their places, and do what they are asked for. */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { withDemoWindow } from './demoWindow.ts';
import type { FleetFolder } from './fleetFolder.ts';
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
      await (await frameOf(`Job: ${hostname}`)).getByText('Cancel Job…').waitFor();
    }
    await workbench.runCommand('PAN-OS: Show Fleet');
    await (await frameOf('Fleet')).getByRole('row').filter({ hasText: CANCELLED }).waitFor();
    await workbench.runCommand('View: Move Editor into Next Group');
    const before = [await frameOf(`Job: ${CANCELLED}`), await frameOf('Fleet')];
    await before[0]?.getByText('Cancel Job…').waitFor();
    await workbench.killExtensionHost();
    const killed = performance.now();
    for (const frame of before) await gone(frame);
    await (await frameOf('Fleet')).getByRole('row').filter({ hasText: CANCELLED }).waitFor();
    await (await frameOf(`Job: ${CANCELLED}`)).getByText('Cancel Job…').waitFor();
    console.log(`      live again after ${Math.round(performance.now() - killed)} ms`);
    await workbench.screenshot('live-again');
  });

  it('has one Fleet page, whose buttons do something', async () => {
    await workbench.runCommand('PAN-OS: Show Fleet');
    await tab('Fleet', '.active').first().waitFor();
    assert.equal(await tab('Fleet').count(), 1);
    await (await frameOf('Fleet')).getByText('Pause Engine').click();
    await (await frameOf('Fleet')).getByText('Resume Engine').click();
  });

  it('has a page that was covered live as soon as it is seen', async () => {
    assert.equal(await tab(`Job: ${HIDDEN}`).count(), 1);
    await tab(`Job: ${HIDDEN}`).click();
    await until('the page is live', async () => {
      const frame = await findFrame(`Job: ${HIDDEN}`);
      return (await frame?.getByText('Cancel Job…').count()) === 1;
    });
    assert.equal(await tab(`Job: ${HIDDEN}`).count(), 1);
  });

  it('cancels from a page that came back', async () => {
    await tab(`Job: ${CANCELLED}`).click();
    await (await frameOf(`Job: ${CANCELLED}`)).getByText('Cancel Job…').click();
    await workbench.page.getByText(`Cancel the job on ${CANCELLED}?`).waitFor();
    await workbench.answerDialog('Cancel Job');
    await (
      await frameOf(`Job: ${CANCELLED}`)
    )
      .locator('.pill')
      .getByText('Cancelled')
      .waitFor({ timeout: LONG });
    const effects = (await fleet.effects()).map(({ what }) => what);
    assert.ok(!effects.includes('restart_accepted'), effects.join());
  });

  function tab(title: string, marked = ''): ReturnType<Workbench['page']['locator']> {
    return workbench.page.locator(`.tab${marked}`).filter({ hasText: title });
  }

  /** The document of a page in sight, wherever it stands. */
  async function frameOf(title: string): Promise<Frame> {
    let found: Frame | undefined;
    await until(`the page ${title} is there`, async () => (found = await findFrame(title)) !== undefined);
    if (found === undefined) throw new Error(`There is no page ${title}.`);
    return found;
  }

  async function findFrame(title: string): Promise<Frame | undefined> {
    for (const frame of workbench.page.frames()) {
      const element = await frame.frameElement().catch(() => null);
      if ((await element?.getAttribute('title').catch(() => null)) === title) return frame;
    }
    return undefined;
  }

  async function gone(frame: Frame | undefined): Promise<void> {
    await until('the dead page is gone', () => frame?.isDetached() ?? true);
  }

  async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
    const end = performance.now() + LONG;
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(`In vain: ${what}.`);
      await workbench.page.waitForTimeout(200);
    }
  }
});
