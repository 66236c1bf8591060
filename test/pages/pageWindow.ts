/**
 * One page in a browser, in the frame and the theme in which VS Code shows it, with a stand-in for VS Code's API: what
 * the extension would say is told to the page, and what the page says is read as the extension reads it.
 */
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import type { Browser, BrowserContext, Locator, Page, Route } from 'playwright-core';
import type { ControlSetName } from '../../scripts/build.ts';
import { pageHtml } from '../../src/vscode/exits/pageHtml.ts';
import { readPageMessage } from '../../src/vscode/panels/page/pageMessages.ts';
import type { FromPage, PageState, SignOfLife, ToPage } from '../../webview-ui/protocol.ts';
import { builtPages } from './builtPages.ts';
import { spoken } from './spoken.ts';
import { themeMarks, type ThemeName, themeStyles } from './themes.ts';

export interface PageWindowOptions {
  readonly controls: ControlSetName;
  readonly page: 'job' | 'table';
  readonly theme?: ThemeName;
  /** What VS Code has kept of the page when it was shown before. */
  readonly kept?: PageState;
  readonly reducedMotion?: boolean;
}

/** What the page is about. */
export const IDENTITY = 'fleet';

/** Nothing is sent there: every request is answered from here. */
const ORIGIN = 'http://localhost';
/** Several texts of a page wait for the next picture, one after the other. */
const PICTURES = 4;
/** How long anything may take before the test fails and names it. */
const PATIENCE_MS = 5000;

export class PageWindow {
  readonly page: Page;
  readonly #context: BrowserContext;
  /** Errors of the page and what its content security policy refused. */
  readonly #complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('pageerror', (error) => this.#complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.#complaints.push(message.text());
    });
  }

  static async open(browser: Browser, options: PageWindowOptions): Promise<PageWindow> {
    const { reducedMotion = false, kept } = options;
    const context = await browser.newContext({
      viewport: { width: 1200, height: 800 },
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript({ content: hostStandIn(kept) });
    await context.route('**/*', (route) => answer(route, options));
    const window = new PageWindow(context, await context.newPage());
    await window.page.goto(`${ORIGIN}/`);
    await window.#drawn();
    return window;
  }

  /** The extension says this; the page has drawn it when this returns. */
  async tell(...messages: readonly (ToPage | SignOfLife)[]): Promise<void> {
    for (const message of messages)
      await this.page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
    await this.#drawn();
  }

  /** What the page has said since this was asked last. */
  async said(): Promise<FromPage[]> {
    const said = await this.page.evaluate<unknown[]>('hostStandIn.said.splice(0)');
    return said.map((message) => {
      const read = readPageMessage(message);
      assert.ok(read !== null, `The extension does not understand ${JSON.stringify(message)}`);
      return read;
    });
  }

  /** What VS Code keeps of the page. */
  async kept(): Promise<unknown> {
    return this.page.evaluate('hostStandIn.kept');
  }

  /** The page's own clock goes on, by nothing but this. */
  async passSeconds(seconds: number): Promise<void> {
    await this.page.evaluate(
      `for (let second = 0; second < ${seconds}; second += 1) for (const run of hostStandIn.everySecond) run()`,
    );
    await this.#drawn();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The names of all buttons that are there for a user, in the order in which they are read. */
  async buttons(): Promise<readonly string[]> {
    return (await spoken(this.page)).flatMap(({ role, name }) => (role === 'button' ? [name] : []));
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
    await this.#drawn();
  }

  /** What has the keyboard: what it is called, or what it says. */
  async focused(): Promise<string> {
    return this.page.evaluate<string>(
      `(({ ariaLabel, textContent, localName }) => ariaLabel ?? (localName === 'body' ? '' : textContent))(document.activeElement)`,
    );
  }

  /** The colours become those of another theme, as when the user chooses it in VS Code. */
  async useTheme(name: ThemeName): Promise<void> {
    const { className, kind } = themeMarks(name);
    await this.page.evaluate(`(async () => {
      const sheet = document.querySelector('#theme');
      const loaded = new Promise((done) => sheet.addEventListener('load', done, { once: true }));
      sheet.href = '${ORIGIN}/theme/${name}.css';
      await loaded;
      document.body.className = '${className}';
      document.body.dataset.vscodeThemeKind = '${kind}';
    })()`);
    await this.#drawn();
  }

  /** @throws when the page had something to complain about */
  async close(): Promise<void> {
    await this.#context.close();
    assert.deepEqual(this.#complaints, []);
  }

  async #drawn(): Promise<void> {
    await this.page.evaluate(`new Promise((done) => {
      const next = (left) => (left === 0 ? done() : requestAnimationFrame(() => next(left - 1)));
      next(${PICTURES});
    })`);
  }
}

/** VS Code's API as a page finds it: it can be taken once, and copies what it is told. Seconds pass when the test says so. */
function hostStandIn(kept: PageState | undefined): string {
  return `{
    const hostStandIn = { said: [], kept: ${JSON.stringify(kept)}, everySecond: [] };
    let isTaken = false;
    Object.assign(window, {
      hostStandIn,
      setInterval: (run) => hostStandIn.everySecond.push(run),
      acquireVsCodeApi() {
        if (isTaken) throw new Error('The API can be taken once.');
        isTaken = true;
        return {
          postMessage: (message) => hostStandIn.said.push(structuredClone(message)),
          setState: (state) => (hostStandIn.kept = structuredClone(state)),
          getState: () => hostStandIn.kept,
        };
      },
    });
  }`;
}

async function answer(
  route: Route,
  { controls, page, theme = 'light-modern' }: PageWindowOptions,
): Promise<void> {
  const { pathname } = new URL(route.request().url());
  const file = basename(pathname);
  if (pathname === '/') {
    await route.fulfill({ contentType: 'text/html', body: documentOf(page, theme) });
  } else if (pathname.startsWith('/theme/')) {
    const name = basename(file, '.css') as ThemeName | 'vscode-defaults';
    await route.fulfill({ contentType: 'text/css', body: themeStyles(name) });
  } else {
    const contentType = file.endsWith('.css') ? 'text/css' : 'text/javascript';
    await route.fulfill({ contentType, body: (await builtPages(controls)).get(file) ?? '' });
  }
}

/** The frame that the extension makes, with what VS Code adds to it. */
function documentOf(page: 'job' | 'table', theme: ThemeName): string {
  const html = pageHtml({
    title: 'Page',
    cspSource: ORIGIN,
    styleUri: `${ORIGIN}/${page}.css`,
    scriptUri: `${ORIGIN}/${page}.js`,
    nonce: 'bm9uY2U=',
    identity: IDENTITY,
  });
  const { className, kind } = themeMarks(theme);
  return html
    .replace(
      '<head>',
      `<head><link rel="stylesheet" href="${ORIGIN}/theme/vscode-defaults.css">
      <link id="theme" rel="stylesheet" href="${ORIGIN}/theme/${theme}.css">`,
    )
    .replace('<body>', `<body class="${className}" data-vscode-theme-kind="${kind}">`);
}
