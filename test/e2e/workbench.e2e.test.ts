/** The window opens with the extension in it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbench } from './workbench.ts';

describe('the workbench', function () {
  this.timeout(120_000);

  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'panos-folder-'));
    workbench = await Workbench.open(folder);
  });

  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true });
  });

  it('shows the views of the extension', async () => {
    await workbench.openViewContainer('PAN-OS');
    for (const title of ['Devices', 'HA Pairs', 'Jobs']) await workbench.view(title).waitFor();
    await workbench.screenshot('views');
  });
});
