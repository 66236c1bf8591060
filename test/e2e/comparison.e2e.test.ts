/** What an upgrade has changed, as its user comes to it: from the message, on the page, side by side in the diff editor. */
import { withDemoWindow } from './demoWindow.ts';
import type { Workbench } from './workbench.ts';

/** Two hops of the demo's upgrade paths: 10.1.14 → 10.2.10 → 11.1.4-h7. */
const DEVICE = 'muc-br-fw01';
const SPEED = 240;
/** Longest wait for something that takes the device its time, in milliseconds. */
const LONG = 120_000;

describe('the comparison of an upgrade in the workbench', function () {
  this.timeout(LONG);
  this.bail(true);

  let workbench: Workbench;

  withDemoWindow(
    {
      name: 'comparison',
      speed: SPEED,
      changes: { '021201010101': { sessionsKept: 0.5 } },
    },
    (opened) => {
      ({ workbench } = opened);
    },
  );

  it('is offered by the message about an upgrade that is outside its margins', async () => {
    await workbench.chooseFromContextMenu(await workbench.scrollTo('Devices', DEVICE), 'Upgrade Device…');
    await workbench.answerDialog('Upgrade with 2 Restarts');
    const message = workbench.notification('outside the margin');
    await message.waitFor({ timeout: LONG });
    await message.getByRole('button', { name: 'Show Comparison…' }).click();
    await workbench.pick('Hop 2: 10.2.10 → 11.1.4-h7');
    await page().locator('.lead', { hasText: 'Outside the margins: TCP sessions.' }).waitFor();
    await page().getByText('Number of sessions').first().waitFor();
    await workbench.screenshot('comparison');
  });

  it('has its tables side by side', async () => {
    await page().getByRole('button', { name: 'Open Tables Side by Side…' }).click();
    await workbench.pick('Routes');
    const editor = workbench.page.locator('.monaco-diff-editor');
    await editor.getByText('Destination').first().waitFor();
    await workbench.page.getByRole('tab', { name: /Routes on 10\.2\.10 ↔ 11\.1\.4-h7/ }).waitFor();
    await workbench.screenshot('comparison-tables');
  });

  it('is in sight in the Devices view, and in the menu of the device', async () => {
    await workbench.closeNotifications();
    const row = workbench.rows('Devices', DEVICE);
    await row.getByText(/outside the margins/).waitFor();
    await workbench.chooseFromContextMenu(row, 'Show Comparison…');
    await workbench.pick('Hop 1: 10.1.14 → 10.2.10');
    await workbench.webview(`Comparison: ${DEVICE}, hop 1`).getByText('Number of sessions').first().waitFor();
  });

  it('is offered beside each comparison on the Job page, too', async () => {
    await workbench.page.getByRole('tab', { name: `Job: ${DEVICE}` }).click();
    const job = workbench.webview(`Job: ${DEVICE}`);
    const step = job.getByRole('listitem').filter({ hasText: 'Compare' }).last();
    await step.locator('summary').click();
    await workbench.screenshot('comparison-job');
    await step.getByRole('button', { name: 'Show Comparison' }).click();
    await page().locator('.lead', { hasText: 'Outside the margins: TCP sessions.' }).waitFor();
  });

  function page(): ReturnType<Workbench['webview']> {
    return workbench.webview(`Comparison: ${DEVICE}, hop 2`);
  }
});
