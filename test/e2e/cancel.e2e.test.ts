/**
 * Stopping: cancelling from the Job page says before what would stay behind, and nothing more happens after; a
 * paused engine is seen where somebody waits for it.
 */
import assert from 'node:assert/strict';
import { type FleetFolder, openFleetFolder } from './fleetFolder.ts';
import { Workbench } from './workbench.ts';

/** 11.1.4-h7 → 11.1.6-h3: one hop. */
const HOSTNAME = 'ber-br-fw01';

/** Also standalone. */
const HELD = 'ham-br-fw01';

describe('stopping', function () {
  this.timeout(120_000);

  let fleet: FleetFolder;
  let workbench: Workbench;

  before(async () => {
    fleet = await openFleetFolder(15);
    workbench = await Workbench.open(fleet.folder);
    await workbench.openViewContainer('PAN-OS Upgrade');
    await workbench.view('Devices').getByText('The simulated fleet runs.').waitFor();
    await workbench.runCommand('PAN-OS: Discover Devices');
    await workbench.notification('Discovered').waitFor();
  });

  after(async () => {
    await workbench.close();
    await fleet.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-cancel');
  });

  it('says on the page what would stay behind', async () => {
    await workbench.runCommand('PAN-OS: Upgrade Device');
    await workbench.pick(HOSTNAME);
    await workbench.answerDialog('Upgrade with 1 Restart');
    await jobPage().getByText('that image may stay on it').waitFor();
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
    await jobPage(HELD).locator('.pill').getByText('Active').waitFor();
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
