/** axe finds nothing wrong with the pages, whichever controls they have, in any theme. */
import assert from 'node:assert/strict';
import { CONTROL_SETS } from '../../scripts/build.ts';
import { findings } from './axe.ts';
import { type PageBrowser, startPageBrowser } from './pageBrowser.ts';
import { eachStatus, failed, job, undecided } from './sampleJob.ts';
import { allRows, fleet, table } from './sampleFleet.ts';
import { THEMES } from './themes.ts';

/** A browser may have to be installed first. */
const START_LIMIT_MS = 120_000;

describe('accessibility of pages', () => {
  let browser: PageBrowser;

  before(async function () {
    this.timeout(START_LIMIT_MS);
    browser = await startPageBrowser();
  });

  after(() => browser.close());

  for (const theme of THEMES)
    for (const controls of CONTROL_SETS) {
      it(`Job page, ${controls} controls, ${theme}`, async () => {
        const window = await browser.open({ controls, page: 'job', theme });
        const found = [...(await findings(window))];
        await window.tell(
          job({ ...undecided, isHeld: true, canCancel: true, actions: failed.actions ?? [] }),
        );
        found.push(...(await findings(window)));
        for (const { status, statusWord } of eachStatus) {
          await window.tell(job({ status, statusWord }));
          found.push(...(await findings(window, '.heading')));
        }
        await window.passSeconds(6);
        found.push(...(await findings(window)));
        await window.close();
        assert.deepEqual(found, []);
      });

      it(`table page, ${controls} controls, ${theme}`, async () => {
        const window = await browser.open({ controls, page: 'table', theme });
        await window.tell(table(), allRows(fleet(24)));
        await window.button(/Ready/).click();
        await window.page.getByRole('grid').focus();
        // One row is left out, the keyboard is on another.
        await window.press('ArrowDown', ' ', 'ArrowDown');
        const found = await findings(window);
        await window.close();
        assert.deepEqual(found, []);
      });
    }

  for (const theme of THEMES)
    it(`the words of every status, ${theme}`, async () => {
      const window = await browser.open({ controls: 'native', page: 'job', theme });
      const found: string[] = [];
      for (const { status, statusWord } of eachStatus) {
        await window.tell(job({ status, statusWord }));
        found.push(...(await findings(window, '.heading')));
      }
      await window.close();
      assert.deepEqual(found, []);
    });

  it('Job page without a job', async () => {
    const window = await browser.open({ controls: 'native', page: 'job' });
    const found = await findings(window);
    await window.close();
    assert.deepEqual(found, []);
  });

  it('is looked at inside the toolkit’s elements, too', async () => {
    const window = await browser.open({ controls: 'toolkit', page: 'job' });
    await window.tell(job(failed));
    await window.page.evaluate(
      "document.querySelector('.help vscode-button').shadowRoot.querySelector('button').setAttribute('aria-pressed', 'perhaps')",
    );
    const found = await findings(window);
    await window.close();
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /^aria-valid-attr-value: .*vscode-button.* > button$/);
  });
});
