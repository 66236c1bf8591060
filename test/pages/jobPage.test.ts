/** The Job page in a browser, with either set of controls: what it shows, what it says, where the keyboard is. */
import assert from 'node:assert/strict';
import { CONTROL_SETS } from '../../scripts/build.ts';
import { type PageBrowser, startPageBrowser } from './pageBrowser.ts';
import { IDENTITY, type PageWindow } from './pageWindow.ts';
import { failed, job, manySteps, step, undecided } from './sampleJob.ts';

/** A browser may have to be installed first. */
const START_LIMIT_MS = 120_000;

for (const controls of CONTROL_SETS) {
  describe(`Job page, ${controls} controls`, () => {
    let browser: PageBrowser;
    let window: PageWindow;

    before(async function () {
      this.timeout(START_LIMIT_MS);
      browser = await startPageBrowser();
    });

    after(() => browser.close());

    beforeEach(async () => {
      window = await browser.open({ controls, page: 'job' });
    });

    afterEach(() => window.close());

    const texts = (selector: string): Promise<string[]> => window.page.locator(selector).allTextContents();

    it('says that it listens, and keeps what it is about', async () => {
      assert.deepEqual(await window.said(), [{ type: 'ready' }]);
      assert.deepEqual(await window.kept(), { jobId: IDENTITY });
      assert.deepEqual(await texts('.notice'), ['Waiting for the job.']);
      assert.deepEqual(await window.buttons(), []);
    });

    it('shows the job, and another one in its place', async () => {
      await window.tell(job());
      assert.deepEqual(await texts('h1:visible, .pill, .percent, .path li'), [
        ...['fw-branch-01', 'Active', '10.1.14, reached', '10.2.10, in work', '11.1.6, ahead', '37 %'],
      ]);
      await window.tell(job({ devices: 'fw-branch-02', percent: 38, path: [] }));
      assert.deepEqual(await texts('h1:visible, .pill, .percent, .path li'), [
        'fw-branch-02',
        'Active',
        '38 %',
      ]);
    });

    it('shows why there is no job', async () => {
      await window.tell(job(), { type: 'noJob', message: 'There is no such job here.' });
      assert.deepEqual(await texts('.notice'), ['There is no such job here.']);
      assert.deepEqual(await window.buttons(), []);
    });

    it('has the buttons that the extension offers, and says which was pressed', async () => {
      await window.tell(job({ isHeld: true, actions: failed.actions ?? [] }));
      await window.said();
      const expected = {
        'Resume Engine': { type: 'resumeEngine' },
        'Cancel Job…': { type: 'cancel' },
        'Hand Over Now…': { type: 'handOver' },
        'Try Again': { type: 'act', id: 'retry', selected: [] },
        'Test Connection': { type: 'act', id: 'test', selected: [] },
        'Show Log': { type: 'showLog' },
        'Show Comparison': { type: 'act', id: 'compare-2', selected: [] },
      };
      assert.deepEqual(await window.buttons(), Object.keys(expected));
      for (const [name, message] of Object.entries(expected)) {
        await window.button(name).click();
        assert.deepEqual(await window.said(), [message], name);
      }
    });

    it('hides the buttons that are not offered', async () => {
      await window.tell(job(failed));
      assert.deepEqual(await window.buttons(), [
        'Try Again',
        'Test Connection',
        'Show Log',
        'Show Comparison',
      ]);
      await window.tell(job({ ...failed, actions: [], steps: [] }));
      assert.deepEqual(await window.buttons(), ['Show Log']);
    });

    it('names an action by its id, whatever stands on the button', async () => {
      await window.tell(
        job({
          ...failed,
          actions: [
            { id: 'one', label: 'Same' },
            { id: 'two', label: 'Same' },
          ],
        }),
      );
      await window.said();
      await window.button('Same').last().click();
      assert.deepEqual(await window.said(), [{ type: 'act', id: 'two', selected: [] }]);
    });

    it('keeps the buttons of a step apart, and room for none where there are none', async () => {
      const labels = ['Show Comparison of fw-hq-1', 'Show Comparison of fw-hq-2'] as const;
      const actions = labels.map((label) => ({ id: label, label }));
      await window.tell(
        job({ steps: [step('1', { status: 'attention', actions }), step('2', { status: 'bad' })] }),
      );
      const [left, right] = await Promise.all(labels.map((label) => window.button(label).boundingBox()));
      assert.ok(left && right);
      assert.ok(right.x - (left.x + left.width) >= 6, `${left.x} + ${left.width}, then ${right.x}`);
      assert.equal(await window.page.locator('.step-actions').nth(1).isVisible(), false);
    });

    it('asks what became of a step', async () => {
      await window.tell(job(undecided));
      await window.said();
      assert.deepEqual((await window.buttons()).slice(0, 3), [
        ...['It Restarted', 'It Did Not Restart', 'Hand Over Now…'],
      ]);
      await window.button('It Did Not Restart').click();
      assert.deepEqual(await window.said(), [
        { type: 'decide', stepId: 'restart-2', decision: 'not_happened' },
      ]);
      await window.tell(job());
      assert.equal(await window.button('It Did Not Restart').isVisible(), false);
    });

    it('is worked with by keyboard alone', async () => {
      await window.tell(job({ ...undecided, steps: [step('1')] }));
      await window.said();
      const visited: string[] = [];
      for (let tabs = 0; tabs < 5; tabs += 1) {
        await window.press('Tab');
        visited.push(await window.focused());
      }
      assert.deepEqual(visited, [
        ...['It Restarted', 'It Did Not Restart', 'Hand Over Now…', 'Show Log', '○Step 1 waiting'],
      ]);
      await window.press('Enter');
      assert.equal(await window.page.locator('details').getAttribute('open'), '');
      await window.press('Shift+Tab', 'Enter', 'Shift+Tab', ' ');
      assert.deepEqual(await window.said(), [{ type: 'showLog' }, { type: 'handOver' }]);
    });

    it('leaves the keyboard where it is while the job goes on', async () => {
      const actions = failed.actions ?? [];
      await window.tell(job({ ...undecided, actions }));
      for (const name of ['It Restarted', 'Try Again', 'Show Log', 'Show Comparison']) {
        await window.button(name).focus();
        for (const percent of [38, 39, 40])
          await window.tell(
            job({ ...undecided, actions, percent, steps: [...manySteps(6), ...job().job.steps] }),
          );
        assert.equal(await window.focused(), name);
      }
    });

    it('opens the step that runs, and leaves alone what the user has opened or closed', async () => {
      const opened = async (): Promise<(string | null)[]> =>
        Promise.all((await window.page.locator('details').all()).map((one) => one.getAttribute('open')));
      const [first, second] = [step('1'), step('2')];
      await window.tell(job({ steps: [{ ...first, status: 'running' }, second] }));
      assert.deepEqual(await opened(), ['', null]);
      await window.page.locator('summary').last().click();
      await window.tell(
        job({
          steps: [
            { ...first, status: 'good' },
            { ...second, status: 'running' },
          ],
        }),
      );
      await window.tell(
        job({
          steps: [
            { ...first, status: 'good' },
            { ...second, status: 'good' },
          ],
        }),
      );
      assert.deepEqual(await opened(), [null, '']);
    });

    it('turns a ring where a step runs, and only there', async () => {
      const ring = window.page.locator('.sign :is(vscode-progress-ring, progress)');
      await window.tell(job({ steps: [step('1', { status: 'running' }), step('2')] }));
      assert.equal(await ring.count(), 1);
      // Turned, its box is larger than it is.
      const size = "getComputedStyle(document.querySelector('.sign > :not([hidden])')).width";
      assert.equal(await window.page.evaluate(size), '16px');
      await window.tell(job({ steps: [step('1', { status: 'good' }), step('2')] }));
      assert.equal(await ring.count(), 0);
      assert.deepEqual(await texts('.sign'), ['✓', '○']);
    });

    it('takes what devices say for text', async () => {
      const hostile = '<img src=x onerror="document.title=1">';
      const label = `<b>${hostile}</b>`;
      await window.tell(job({ ...failed, devices: hostile, actions: [{ id: 'retry', label }] }));
      assert.equal(await window.page.locator('main').locator('img, b').count(), 0);
      assert.equal(await window.button(label).count(), 1);
      assert.deepEqual(await texts('h1:visible'), [hostile]);
    });

    it('passes over what is no message for it', async () => {
      await window.tell(job());
      for (const stranger of [null, 'job', { type: 'job' }, { type: 'other', job: {} }])
        await window.page.evaluate(`window.postMessage(${JSON.stringify(stranger)}, '*')`);
      await window.tell(job({ percent: 50 }));
      assert.deepEqual(await texts('.percent'), ['50 %']);
    });
  });
}
