/**
 * Both sets of controls are the same to whoever works with a page: to a screen reader, to the keyboard, and in the
 * colours of the theme. That is what makes them one import apart.
 */
import assert from 'node:assert/strict';
import { CONTROL_SETS, type ControlSetName } from '../../scripts/build.ts';
import type { ToPage } from '../../webview-ui/protocol.ts';
import { builtPages } from './builtPages.ts';
import { type PageBrowser, startPageBrowser } from './pageBrowser.ts';
import type { PageWindow, PageWindowOptions } from './pageWindow.ts';
import { failed, job, step, undecided } from './sampleJob.ts';
import { allRows, fleet, table } from './sampleFleet.ts';
import { spoken } from './spoken.ts';
import { THEMES, type ThemeName, themeStyles } from './themes.ts';

/** A browser may have to be installed first. */
const START_LIMIT_MS = 120_000;

/** The element that is the button which has this text. */
const BUTTONS: Readonly<Record<ControlSetName, string>> = {
  toolkit: 'vscode-button',
  native: 'button.button',
};

describe('controls of pages', () => {
  let browser: PageBrowser;

  before(async function () {
    this.timeout(START_LIMIT_MS);
    browser = await startPageBrowser();
  });

  after(() => browser.close());

  const everything = job({ ...undecided, isHeld: true, canCancel: true, actions: failed.actions ?? [] });

  it('are of the set that was asked for', async () => {
    for (const controls of CONTROL_SETS) {
      const counts = await shown({ controls, page: 'job' }, [everything], ({ page }) =>
        Promise.all(CONTROL_SETS.map((set) => page.locator(BUTTONS[set]).count())),
      );
      assert.deepEqual(
        counts.map((count) => count > 0),
        CONTROL_SETS.map((set) => set === controls),
        controls,
      );
    }
  });

  const pages = { job: [everything], table: [table(), allRows(fleet(8))] } as const;
  for (const page of ['job', 'table'] as const) {
    it(`are the same to a screen reader: ${page} page`, async () => {
      const [toolkit, native] = await both({ page }, pages[page], (window) => spoken(window.page));
      assert.ok(native.length > 20, `${native.length} things are said`);
      assert.deepEqual(toolkit, native);
    });
  }

  it('tell a screen reader what an answer leads to, and what cannot be pressed', async () => {
    const answers = await both({ page: 'job' }, [job(undecided)], (window) => spoken(window.page));
    for (const things of answers) {
      const answer = things.find(({ name }) => name === 'It Did Not Restart');
      assert.equal(answer?.description, 'The restart is sent again.');
    }
    const actions = await both({ page: 'table' }, [table()], (window) => spoken(window.page));
    for (const things of actions) {
      const disabled = things.flatMap(({ name, isDisabled }) => (isDisabled ? [name] : []));
      assert.deepEqual(disabled, ['No Device Is Selected', 'Stop']);
    }
  });

  for (const theme of THEMES) {
    it(`have the colours of ${theme}`, async () => {
      const [toolkit, native] = await both({ page: 'job', theme }, [everything], looks);
      assert.deepEqual(toolkit, native);
    });
  }

  it('follow when the user chooses another theme', async () => {
    const themes: readonly ThemeName[] = ['dark-modern', 'high-contrast', 'light-modern'];
    for (const controls of CONTROL_SETS) {
      const changing = await shown({ controls, page: 'job' }, [everything], async (window) => {
        const seen: unknown[] = [];
        for (const theme of themes) {
          await window.useTheme(theme);
          seen.push(await looks(window));
        }
        return seen;
      });
      const opened = [];
      for (const theme of themes)
        opened.push(await shown({ controls, page: 'job', theme }, [everything], looks));
      assert.deepEqual(changing, opened, controls);
      assert.notDeepEqual(opened[0], opened[2]);
    }
  });

  it('show where the keyboard is, in the colour of the theme', async () => {
    for (const theme of ['dark-modern', 'light-modern', 'high-contrast'] as const) {
      const [toolkit, native] = await both({ page: 'table', theme }, [table()], async (window) => {
        await window.press('Tab');
        assert.equal(await window.focused(), 'Export…');
        return window.page.evaluate<string>(`(() => {
          const { activeElement } = document;
          const { outline, outlineOffset } = getComputedStyle(activeElement.shadowRoot?.activeElement ?? activeElement);
          return [outline, outlineOffset].join(' ');
        })()`);
      });
      assert.match(native, /^rgba?\(.+\) solid 1px 2px$/);
      assert.equal(toolkit, native, theme);
    }
  });

  it('stand still for those who have asked for less motion', async () => {
    const running = job({ steps: [step('1', { status: 'running' })] });
    const animations = ({ page }: PageWindow): Promise<number> =>
      page.evaluate(`(() => {
        const inside = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
        const all = [document, ...inside].flatMap((root) => root.getAnimations());
        return all.filter(({ animationName }) => animationName !== undefined).length;
      })()`);
    assert.deepEqual(await both({ page: 'job' }, [running], animations), [1, 1]);
    assert.deepEqual(await both({ page: 'job', reducedMotion: true }, [running], animations), [0, 0]);
    const asked = (window: PageWindow): Promise<number> =>
      window.page
        .evaluate("document.body.classList.add('vscode-reduce-motion')")
        .then(() => animations(window));
    assert.deepEqual(await both({ page: 'job' }, [running], asked), [0, 0]);
  });

  it('name only what VS Code has of colours', async () => {
    const known = new Set(THEMES.flatMap((theme) => variables(themeStyles(theme))));
    for (const controls of CONTROL_SETS) {
      const named = [...(await builtPages(controls)).values()].flatMap(variables);
      assert.ok(named.length > 20);
      assert.deepEqual(
        [...new Set(named)].filter((name) => !known.has(name)),
        [],
      );
    }
  });

  /** What `look` sees of a page that was told this. */
  async function shown<T>(
    options: PageWindowOptions,
    messages: readonly ToPage[],
    look: (window: PageWindow) => Promise<T>,
  ): Promise<T> {
    const window = await browser.open(options);
    await window.tell(...messages);
    const seen = await look(window);
    await window.close();
    return seen;
  }

  /** The same of a page of each set. */
  async function both<T>(
    options: Omit<PageWindowOptions, 'controls'>,
    messages: readonly ToPage[],
    look: (window: PageWindow) => Promise<T>,
  ): Promise<[toolkit: T, native: T]> {
    return [
      await shown({ ...options, controls: 'toolkit' }, messages, look),
      await shown({ ...options, controls: 'native' }, messages, look),
    ];
  }
});

/** The colours of all buttons. */
function looks({ page }: PageWindow): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('${Object.values(BUTTONS).join()}')].map((button) => {
    const { color, backgroundColor, opacity } = getComputedStyle(button);
    const { borderColor } = getComputedStyle(button.shadowRoot?.querySelector('button') ?? button);
    return { text: button.textContent, color, backgroundColor, opacity, borderColor };
  })`);
}

function variables(text: string): string[] {
  return text.match(/--vscode-[\w-]+/g) ?? [];
}
