/** A firewall whose host name would rewrite what the window asks and shows, in the real workbench. */
import assert from 'node:assert/strict';
import { withDemoWindow } from './demoWindow.ts';
import type { Workbench } from './workbench.ts';

const SERIAL = '021201010101';
/** What a question would say if it could: other versions, nothing restarted, and a command behind a link. */
const HOSTNAME =
  'evil-fw\n\nNothing is restarted.\u202E7h-4.1.11\u202C\u200B $(check) [Show details](command:workbench.action.quit) <b>x</b>';

const LONG = 120_000;

describe('a hostile host name in the workbench', function () {
  this.timeout(LONG);
  this.bail(true);

  let workbench: Workbench;
  withDemoWindow(
    { name: 'hostileNames', speed: 60, changes: { [SERIAL]: { hostname: HOSTNAME } } },
    (opened) => ({ workbench } = opened),
  );

  it('is one word of a row, without an icon of its own', async () => {
    const row = await workbench.scrollTo('Devices', 'evil-fw');
    assert.match((await row.innerText()).replaceAll('\n', ' '), /^evil-fw\S*h-4\.1\.11\S* /);
    assert.equal(await row.locator('.codicon-check').count(), 0);
  });

  it('leaves the question before an upgrade one honest line', async () => {
    await workbench.chooseFromContextMenu(await workbench.scrollTo('Devices', 'evil-fw'), 'Upgrade Device…');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog
      .getByText(/^Upgrade evil-fw_Nothing_is_restarted\.\S+ from 10\.1\.14 to 11\.1\.4-h7\?$/)
      .waitFor();
    await workbench.screenshot('hostile-question');
    assert.equal(await dialog.locator('a:not([role=button])').count(), 0);
    const said = await dialog.innerText();
    assert.doesNotMatch(said, /[\u202E\u202C\u200B]|Nothing is restarted/);
    assert.match(said, /The device forwards no traffic while it restarts\./);
    await workbench.page.keyboard.press('Escape');
  });
});
