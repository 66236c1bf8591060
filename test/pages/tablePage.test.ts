/** The table page in a browser, with either set of controls: rows, keys, choices, and buttons about the rows. */
import assert from 'node:assert/strict';
import { CONTROL_SETS } from '../../scripts/build.ts';
import { type PageBrowser, startPageBrowser } from './pageBrowser.ts';
import { IDENTITY, type PageWindow } from './pageWindow.ts';
import { allRows, changedRows, device, fleet, table } from './sampleFleet.ts';

/** A browser may have to be installed first. */
const START_LIMIT_MS = 120_000;

for (const controls of CONTROL_SETS) {
  describe(`table page, ${controls} controls`, () => {
    let browser: PageBrowser;
    let window: PageWindow;

    before(async function () {
      this.timeout(START_LIMIT_MS);
      browser = await startPageBrowser();
    });

    after(() => browser.close());

    beforeEach(async () => {
      window = await browser.open({ controls, page: 'table' });
      await window.tell(table(), allRows(fleet(12)));
      assert.deepEqual(await window.said(), [{ type: 'ready' }]);
    });

    afterEach(() => window.close());

    const names = async (): Promise<string[]> => {
      const rows = await window.page.locator('.rows .row').all();
      const placed = await Promise.all(
        rows.map(async (row) => ({
          at: Number(await row.getAttribute('aria-rowindex')),
          name: await row.locator('.cell:not(.check)').first().innerText(),
        })),
      );
      return placed.sort((a, b) => a.at - b.at).map(({ name }) => name);
    };

    it('draws the rows in sight, and says how many there are', async () => {
      await window.tell(allRows(fleet(230)));
      const grid = window.page.getByRole('grid');
      assert.equal(await grid.getAttribute('aria-rowcount'), '231');
      const drawn = await names();
      assert.equal(drawn[0], 'fw-001');
      assert.ok(drawn.length < 60, `${drawn.length} rows are drawn`);
      await grid.focus();
      await window.press('End');
      assert.ok((await names()).includes('fw-230'));
    });

    it('says which button was pressed, and about which rows', async () => {
      await window.button('Download to 10 Devices').click();
      const ids = fleet(12).flatMap(({ id, canSelect }) => (canSelect ? [id] : []));
      assert.deepEqual(await window.said(), [{ type: 'act', id: 'start-7', selected: ids }]);
      await window.button('Export…').click();
      assert.deepEqual(await window.said(), [{ type: 'act', id: 'export-7', selected: ids }]);
    });

    it('has buttons that cannot be pressed, by mouse or by keyboard', async () => {
      const stop = window.button('Stop');
      assert.equal(await stop.isDisabled(), true);
      await stop.click({ force: true });
      await stop.focus();
      assert.notEqual(await window.focused(), 'Stop');
      await window.press('Enter');
      assert.deepEqual(await window.said(), []);
      const actions = table().head.actions.map((action) => ({ ...action, enabled: true }));
      await window.tell(table({ actions }));
      await stop.click();
      assert.deepEqual(
        (await window.said()).map((message) => 'id' in message && message.id),
        ['stop-7'],
      );
    });

    it('counts on its button what is left out, and cannot be pressed when it is all', async () => {
      const grid = window.page.getByRole('grid');
      await grid.focus();
      await window.press(' ');
      assert.equal(await window.button('Download to 9 Devices').isEnabled(), true);
      const [first] = await window.said();
      assert.deepEqual(first?.type === 'choices' && first.choices.leftOut, ['fw-001']);
      await window.page.getByRole('checkbox', { name: 'Include all rows that are shown' }).click();
      await window.press();
      assert.equal(await window.button('No Device Is Selected').isDisabled(), true);
    });

    it('leaves the keyboard on a button while what it says changes', async () => {
      await window.button('Download to 10 Devices').focus();
      for (let count = 13; count < 16; count += 1) await window.tell(changedRows([device(count)]));
      assert.equal(await window.focused(), 'Download to 13 Devices');
    });

    it('takes the keyboard to the next button when the one it is on goes away', async () => {
      const [start, exports] = table().head.actions;
      assert.ok(start !== undefined && exports !== undefined);
      await window.button('Export…').focus();
      await window.tell(table({ actions: [start] }));
      assert.equal(await window.focused(), 'Download to 10 Devices');
    });

    it('is walked through by Tab in the order in which it is read', async () => {
      const visited: string[] = [];
      for (let tabs = 0; tabs < 7; tabs += 1) {
        await window.press('Tab');
        visited.push(await window.focused());
      }
      assert.deepEqual(visited, [
        ...['Download to 10 Devices', 'Export…', '✓Ready5', '✕Failed1', 'Filter rows by words'],
        ...['Preview: Download Images', 'Include all rows that are shown'],
      ]);
    });

    it('shows the rows that are filtered for, and all of them again', async () => {
      await window.page.keyboard.press('Control+f');
      await window.page.keyboard.type('fw-00 queued');
      await window.press();
      assert.deepEqual(await names(), ['fw-001', 'fw-007']);
      assert.equal(await window.button('Download to 10 Devices (8 hidden by the filter)').isEnabled(), true);
      await window.page.keyboard.type(' nowhere');
      await window.press();
      assert.equal(await window.page.getByText('No row fits what is filtered for.').isVisible(), true);
      await window.button('Show All Rows').click();
      await window.press();
      assert.equal((await names()).length, 12);
      assert.equal(await window.button('Show All Rows').isVisible(), false);
    });

    it('shows the rows of a counter, and hides counters that count nothing', async () => {
      await window.button(/Failed/).click();
      await window.press();
      assert.deepEqual(await names(), ['fw-005', 'fw-011']);
      assert.equal(await window.button(/Failed/).getAttribute('aria-pressed'), 'true');
      assert.equal(await window.button(/No job/).isVisible(), false);
    });

    it('sorts by a column, downwards, and no more', async () => {
      const uptime = window.button('Uptime');
      const firstAfterClick = async (): Promise<string | undefined> => {
        await uptime.click();
        await window.press();
        return (await names())[0];
      };
      assert.deepEqual(
        [await firstAfterClick(), await firstAfterClick(), await firstAfterClick()],
        ['fw-001', 'fw-012', 'fw-001'],
      );
    });

    it('opens the row the keyboard is on, which stays on its device', async () => {
      const opening = fleet(12).map((row) => ({ ...row, opens: true as const }));
      await window.tell(allRows(opening));
      await window.page.getByRole('grid').focus();
      await window.press('ArrowDown', 'ArrowDown');
      await window.tell(changedRows([], ['fw-001']));
      await window.press('Enter');
      assert.deepEqual(await window.said(), [{ type: 'openRow', id: 'fw-003' }]);
    });

    it('shows the row the keyboard is on in full', async () => {
      await window.page.getByRole('grid').focus();
      await window.press('ArrowDown');
      const detail = await window.page.locator('.detail-list').innerText();
      assert.match(detail, /fw-002[^]*10\.2\.0: downloaded, 10\.2\.10: to be fetched/);
    });

    it('is as it was left when it is shown again', async () => {
      const choices = {
        table: IDENTITY,
        sorting: null,
        filter: 'queued',
        counter: null,
        leftOut: ['fw-007'],
      };
      const again = await browser.open({ controls, page: 'table', kept: choices });
      await again.tell(table(), allRows(fleet(12)));
      assert.equal(await again.page.getByRole('searchbox').inputValue(), 'queued');
      assert.equal(await again.button('Download to 9 Devices (8 hidden by the filter)').isEnabled(), true);
      await again.close();
    });

    it('takes what devices say for text', async () => {
      const hostile = '<img src=x onerror="document.title=1">';
      await window.tell(allRows([device(0, { id: hostile, cells: [hostile, hostile, '', '', ''] })]));
      assert.equal(await window.page.locator('main img').count(), 0);
      assert.deepEqual(await names(), [hostile]);
    });
  });
}
