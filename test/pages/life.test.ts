/** A page whose extension says nothing any more: it says so itself, and that it is live again. */
import assert from 'node:assert/strict';
import { CONTROL_SETS } from '../../scripts/build.ts';
import { type PageBrowser, startPageBrowser } from './pageBrowser.ts';
import type { PageWindow } from './pageWindow.ts';
import { job, undecided } from './sampleJob.ts';
import { allRows, fleet, table } from './sampleFleet.ts';

/** A browser may have to be installed first. */
const START_LIMIT_MS = 120_000;

const ALIVE = { type: 'alive' } as const;

for (const controls of CONTROL_SETS) {
  describe(`a page that hears nothing, ${controls} controls`, () => {
    let browser: PageBrowser;
    let window: PageWindow;

    before(async function () {
      this.timeout(START_LIMIT_MS);
      browser = await startPageBrowser();
    });

    after(() => browser.close());
    afterEach(() => window.close());

    const open = async (page: 'job' | 'table'): Promise<void> => {
      window = await browser.open({ controls, page });
    };
    const alert = async (): Promise<string> =>
      (await window.page.getByRole('alert').allTextContents()).join();
    const areEnabled = (...names: readonly string[]): Promise<boolean[]> =>
      Promise.all(names.map((name) => window.button(name).isEnabled()));

    it('says that it is not live, and no button of a job can be pressed', async () => {
      await open('job');
      await window.tell(job({ ...undecided, canCancel: true }));
      await window.passSeconds(5);
      assert.equal(await alert(), '');
      assert.deepEqual(await areEnabled('Cancel Job…', 'It Restarted', 'Show Log'), [true, true, true]);
      await window.passSeconds(1);
      assert.match(
        await alert(),
        /^Not live since .+: the extension does not answer\. .* no button can be pressed\./,
      );
      assert.ok(await window.page.getByRole('alert').isVisible());
      assert.deepEqual(await areEnabled('Cancel Job…', 'It Restarted', 'Show Log'), [false, false, false]);
      await window.said();
      await window.button('Cancel Job…').click({ force: true });
      assert.deepEqual(await window.said(), []);
    });

    it('is live again at the first word, with the keyboard where it was', async () => {
      await open('job');
      await window.tell(job({ canCancel: true }));
      await window.button('Cancel Job…').focus();
      await window.passSeconds(6);
      await window.tell(ALIVE);
      assert.equal(await alert(), 'This page is live again.');
      assert.deepEqual(await areEnabled('Cancel Job…'), [true]);
      assert.equal(await window.focused(), 'Cancel Job…');
      await window.said();
      await window.press('Enter');
      assert.deepEqual(await window.said(), [{ type: 'cancel' }]);
    });

    it('is live as long as anything is heard', async () => {
      await open('job');
      for (const message of [job(), ALIVE, job({ percent: 38 }), ALIVE]) {
        await window.tell(message);
        await window.passSeconds(5);
        assert.equal(await alert(), '');
      }
    });

    it('says so too when it never heard anything', async () => {
      await open('job');
      await window.passSeconds(6);
      assert.match(await alert(), /^Not live since/);
      await window.tell(job());
      assert.equal(await window.page.locator('.not-live').count(), 0);
      assert.equal(await window.page.locator('.percent').innerText(), '37 %');
    });

    it('says so above a table, whose rows can still be sorted and filtered', async () => {
      await open('table');
      await window.tell(table(), allRows(fleet(12)));
      await window.passSeconds(6);
      assert.match(await alert(), /^Not live since/);
      assert.deepEqual(await areEnabled('Export…'), [false]);
      await window.said();
      await window.page.getByRole('searchbox').fill('fw-003');
      await window.passSeconds(1);
      assert.equal(await window.button(/^Export…/).isEnabled(), false);
      await window.page.getByRole('grid').focus();
      await window.press('ArrowDown', 'Enter');
      // What was chosen is kept for whenever it is back; nothing else is asked for then.
      assert.deepEqual([...new Set((await window.said()).map(({ type }) => type))], ['choices']);
      await window.tell(ALIVE);
      assert.equal(await window.button(/^Export…/).isEnabled(), true);
    });
  });
}
