/** Cancelling from the Job page: what would stay behind is said before, and nothing more happens after. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FleetFolder, openFleetFolder } from './fleetFolder.ts';
import { Workbench } from './workbench.ts';

/** 11.1.4-h7 → 11.1.6-h3: one hop. */
const HOSTNAME = 'ber-br-fw01';

describe('cancelling a job', function () {
  this.timeout(120_000);

  let fleet: FleetFolder;
  let workbench: Workbench;

  before(async () => {
    fleet = await openFleetFolder(30);
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
    const { effectLog } = JSON.parse(await readFile(join(fleet.stateFolder, 'fleet.json'), 'utf8')) as {
      effectLog: string;
    };
    assert.doesNotMatch(await readFile(effectLog, 'utf8'), /install_started|restart_accepted/);
  });

  function jobPage(): ReturnType<Workbench['webview']> {
    return workbench.webview(`Job: ${HOSTNAME}`);
  }
});
