/** A folder that the user does not trust, whose settings name a Panorama: nothing may be sent there. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbench } from './workbench.ts';

describe('an untrusted folder', function () {
  this.timeout(120_000);

  let folder: string;
  let panorama: Server;
  let connections = 0;
  let workbench: Workbench;

  before(async () => {
    panorama = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => panorama.listen(0, '127.0.0.1', resolve));
    const { port } = panorama.address() as AddressInfo;
    folder = await mkdtemp(join(tmpdir(), 'panos-untrusted-'));
    await mkdir(join(folder, '.vscode'));
    const settings = { 'panosUpgrade.panorama.host': `127.0.0.1:${port}` };
    await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    workbench = await Workbench.open(folder, { asksForTrust: true });
  });

  after(async () => {
    await workbench.close();
    panorama.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-untrusted');
  });

  it('is shown without an engine: no command is offered, and its Panorama hears nothing', async () => {
    await workbench.page.locator('.statusbar').getByText('Restricted Mode').waitFor();
    await workbench.openViewContainer('PAN-OS Upgrade');
    await workbench.view('Devices').getByText('This workspace is not trusted').waitFor();
    await workbench.page.keyboard.press('F1');
    await workbench.page.locator('.quick-input-widget input.input').fill('>PAN-OS: Discover Devices');
    const offered = workbench.page.locator('.quick-input-list .monaco-list-row');
    await offered.filter({ hasText: 'Focus on Devices View' }).waitFor();
    assert.equal(await offered.filter({ hasText: 'PAN-OS: Discover Devices' }).count(), 0);
    await workbench.screenshot('untrusted');
    assert.equal(connections, 0);
  });
});
