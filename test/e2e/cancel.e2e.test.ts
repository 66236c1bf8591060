/**
 * Stopping: cancelling from the Job page says before what would stay behind, and nothing more happens after; a
 * paused engine is seen where somebody waits for it.
 */
import assert from 'node:assert/strict';
import { withDemoWindow } from './demoWindow.ts';
import type { FleetFolder } from './fleetFolder.ts';
import type { Workbench } from './workbench.ts';

/** 11.1.4-h7 → 11.1.6-h3: one hop. */
const HOSTNAME = 'ber-br-fw01';

/** Also standalone. */
const HELD = 'ham-br-fw01';

describe('stopping', function () {
  this.timeout(120_000);

  let fleet: FleetFolder;
  let workbench: Workbench;

  withDemoWindow({ name: 'cancel', speed: 15 }, (opened) => {
    ({ fleet, workbench } = opened);
  });

  it('says on the page what would stay behind', async () => {
    await workbench.runCommand('PAN-OS: Upgrade Device');
    await workbench.pick(HOSTNAME);
    await workbench.answerDialog('Upgrade with 1 Restart');
    await jobPage().getByText('may still finish downloading').first().waitFor();
  });

  it('asks once more and then stops', async () => {
    await jobPage().getByText('Cancel Job…').click();
    await workbench.page.getByText(`Cancel the job on ${HOSTNAME}?`).waitFor();
    await workbench.answerDialog('Cancel Job');
    await jobPage().locator('.pill').getByText('Cancelled').waitFor();
    await workbench.rows('Jobs', /^Finished\s*1$/).waitFor();
  });

  it('installed nothing and restarted nothing', async () => {
    const effects = (await fleet.effects()).map(({ what }) => what);
    assert.ok(!effects.includes('install_started') && !effects.includes('restart_accepted'), effects.join());
  });

  it('says on the page and in the tree that the paused engine holds a job, and resumes from there', async () => {
    await workbench.runCommand('PAN-OS: Pause Engine');
    await workbench.view('Jobs').getByText('The engine is paused.').waitFor();
    await workbench.runCommand('PAN-OS: Dry Run');
    await workbench.pick(HELD);
    await jobPage(HELD).locator('.message').getByText('Held: the engine is paused.').waitFor();
    await workbench.rows('Jobs', HELD).getByText('held: the engine is paused').waitFor();
    await workbench.screenshot('held');
    await jobPage(HELD).getByText('Resume Engine').click();
    await jobPage(HELD).locator('.pill').getByText('Completed').waitFor({ timeout: 60_000 });
    await workbench.view('Jobs').getByText('The engine is paused.').waitFor({ state: 'hidden' });
    await workbench.screenshot('dry-run');
  });

  it('another dry run takes the page of the earlier one', async () => {
    await workbench.runCommand('PAN-OS: Dry Run');
    await workbench.pick(HELD);
    // One was cancelled, one was the earlier dry run: this one may be over before a page could be seen at work.
    await workbench.rows('Jobs', /^Finished\s*3$/).waitFor({ timeout: 60_000 });
    await jobPage(HELD).locator('.pill').getByText('Completed').waitFor();
    assert.equal(
      await workbench.page
        .locator('.tab')
        .filter({ hasText: `Job: ${HELD}` })
        .count(),
      1,
    );
  });

  function jobPage(hostname = HOSTNAME): ReturnType<Workbench['webview']> {
    return workbench.webview(`Job: ${hostname}`);
  }
});
