/**
 * A real VS Code window as its user has it, driven in Chromium: commands, trees, context menus, pages. The extension
 * is installed in it, and the browser profile (where VS Code keeps secrets) is fresh and stays the same until close.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findOrInstallChromium } from '../../scripts/chromium.ts';
import { linkExtension } from '../../scripts/linkedExtension.ts';
import { PROJECT_ROOT } from '../../scripts/projectRoot.ts';
import { folderPage, startVsCodeServer, type VsCodeServer } from '../../scripts/vscodeServer.ts';
import { VSCODE_VERSIONS } from '../../scripts/vscodeVersions.ts';
import { extensionHostsOf } from './extensionHosts.ts';
import { setInFolder } from './folderSettings.ts';

const SCREENSHOTS = join(PROJECT_ROOT, 'out/e2e');
const WINDOW_SIZE = { width: 1440, height: 900 };

/** How long anything in the window may take before the test fails and names it, in milliseconds. */
const PATIENCE_MS = 15_000;

export class Workbench {
  readonly #server: VsCodeServer;
  readonly #browser: Browser;
  readonly #context: BrowserContext;
  readonly #folder: string;
  #page: Page;

  private constructor(
    server: VsCodeServer,
    browser: Browser,
    context: BrowserContext,
    folder: string,
    page: Page,
  ) {
    this.#server = server;
    this.#browser = browser;
    this.#context = context;
    this.#folder = folder;
    this.#page = page;
  }

  /** Opens `folder` (absolute) in a VS Code of its own; see ServerOptions.asksForTrust. */
  static async open(folder: string, { asksForTrust = false } = {}): Promise<Workbench> {
    const executablePath = await findOrInstallChromium();
    const dataFolder = await mkdtemp(join(tmpdir(), 'panos-e2e-'));
    await linkExtension(dataFolder);
    const server = await startVsCodeServer({
      version: VSCODE_VERSIONS.newest,
      dataFolder,
      testDriver: false,
      asksForTrust,
    });
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
    const context = await browser.newContext({ viewport: WINDOW_SIZE });
    context.setDefaultTimeout(PATIENCE_MS);
    const workbench = new Workbench(server, browser, context, folder, await context.newPage());
    await workbench.#load();
    return workbench;
  }

  /** The window itself, for what has no name here. */
  get page(): Page {
    return this.#page;
  }

  /** Loads the window again, as a user does: VS Code ends its extension host and starts a new one. */
  async reload(): Promise<void> {
    const loaded = this.#page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.#ready();
  }

  /** Closes the window and opens a new one on the same folder, with the same profile. */
  async reopen(): Promise<void> {
    const closed = this.#page.waitForEvent('close');
    await this.#page.close({ runBeforeUnload: true });
    await closed;
    this.#page = await this.#context.newPage();
    await this.#load();
  }

  async #load(): Promise<void> {
    await this.#page.goto(folderPage(this.#server, this.#folder));
    await this.#ready();
  }

  async #ready(): Promise<void> {
    await this.#page.locator('.monaco-workbench .statusbar').waitFor();
    // VS Code opens again what stood open before: a click that comes first would be taken back, or close it.
    await this.#page.waitForFunction(`performance.getEntriesByName('code/didStartWorkbench').length > 0`);
  }

  /** Opens one more window on the same folder, with the same profile. Close it with closeWindow. */
  async openSecondWindow(): Promise<Workbench> {
    const page = await this.#context.newPage();
    const second = new Workbench(this.#server, this.#browser, this.#context, this.#folder, page);
    await second.#load();
    return second;
  }

  /** Closes this window only. */
  async closeWindow(): Promise<void> {
    await this.#page.close({ runBeforeUnload: true });
  }

  /** Ends the extension host the hard way, as a crash does. */
  async killExtensionHost(): Promise<void> {
    const hosts = await extensionHostsOf(this.#server.pid);
    for (const pid of hosts) process.kill(pid, 'SIGKILL');
  }

  /** Runs a command by its full title in the palette, such as `PAN-OS: Discover Devices`. */
  async runCommand(title: string): Promise<void> {
    // A list that is still fading out would swallow the key, and take it with it.
    await this.#page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.#page.keyboard.press('F1');
    // The palette is open once it has written its sign: it would write over what is typed before.
    await this.#page.waitForFunction(
      `(() => {
        const input = document.querySelector('.quick-input-widget input.input');
        return input !== null && input.checkVisibility() && input.closest('[inert]') === null && input.value === '>';
      })()`,
    );
    await this.#page.locator('.quick-input-widget input.input').fill(`>${title}`);
    // Of "Dry Run" and "Dry Run: Download Images…" the one that is meant.
    const exactly = new RegExp(`^${title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}…?$`);
    const name = this.#page.locator('.label-name', { hasText: exactly });
    await this.#page.locator('.quick-input-list .monaco-list-row').filter({ has: name }).first().click();
  }

  /** Looks at the settings that the folder brings along, and takes all of them. */
  async useFolderSettings(): Promise<void> {
    await this.runCommand('PAN-OS: Review Folder Settings');
    await this.#page.locator('.quick-input-widget').getByText('Settings in .vscode/settings.json').waitFor();
    await this.#page.getByLabel('Toggle all checkboxes').click();
    await this.#page.keyboard.press('Enter');
    await this.#page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Answers the question at the top of the window that asks for this, with text. */
  async answerInput(prompt: string, text: string): Promise<void> {
    const widget = this.#page.locator('.quick-input-widget');
    await widget.getByText(prompt).waitFor();
    await widget.locator('input.input').fill(text);
    await this.#page.keyboard.press('Enter');
  }

  /** Chooses an entry of the list at the top of the window. */
  async pick(label: string): Promise<void> {
    await this.#page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first().click();
  }

  /** Opens a view container by its title in the activity bar. */
  async openViewContainer(title: string): Promise<void> {
    const icon = this.#page.locator(`.activitybar a.action-label[aria-label^="${title}"]`);
    // A badge lies on the icon, but in the same item.
    const item = icon.locator('..');
    const heading = this.#page.locator('.sidebar .composite.title').filter({ hasText: title });
    // A click on the icon of the open one would close it, and not all icons tell that they are.
    const isOpen = (await icon.getAttribute('aria-expanded')) === 'true' || (await heading.isVisible());
    if (!isOpen) await item.click();
    await heading.waitFor();
  }

  /** A view of the side bar by its title. */
  view(title: string): Locator {
    const header = this.#page.locator('.pane-header .title').getByText(title, { exact: true });
    return this.#page.locator('.sidebar .pane').filter({ has: header });
  }

  /** The rows of a tree that show this text. */
  rows(viewTitle: string, text: string | RegExp): Locator {
    return this.view(viewTitle).locator('.monaco-list-row').filter({ hasText: text });
  }

  /**
   * The row of a tree that shows this text. VS Code draws only the rows in sight, so the tree may have to be
   * scrolled down to it.
   */
  async scrollTo(viewTitle: string, text: string): Promise<Locator> {
    const row = this.rows(viewTitle, text);
    await this.view(viewTitle).locator('.monaco-list-row').first().hover();
    for (let turns = 0; turns < 100 && (await row.count()) === 0; turns += 1) {
      await this.#page.mouse.wheel(0, 100);
      await this.#page.evaluate('new Promise(requestAnimationFrame)');
    }
    await row.waitFor();
    return row;
  }

  /** A notification that shows this text. */
  notification(text: string): Locator {
    return this.#page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  async closeNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  /** Opens the context menu of a row and chooses the entry with this label; several labels go through submenus. */
  async chooseFromContextMenu(row: Locator, ...labels: readonly string[]): Promise<void> {
    await row.click({ button: 'right' });
    for (const label of labels) {
      // An open submenu stands inside its entry: only entries without one can be meant.
      const entry = this.#page
        .locator('.monaco-menu .action-item:not(:has(.action-item))')
        .filter({ hasText: label })
        .first();
      // By keyboard, because a menu takes no click for a moment after it opened.
      await entry.hover();
      await entry.and(this.#page.locator('.focused')).waitFor();
      await this.#page.keyboard.press('Enter');
    }
  }

  /** Chooses an entry of the extension's menu on a file in the Explorer. */
  async chooseForFile(file: string, label: string): Promise<void> {
    await this.openViewContainer('Explorer');
    const entry = this.#page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: file });
    await this.chooseFromContextMenu(entry, 'PAN-OS Upgrade', label);
  }

  /** Answers the window's own file dialog with a path on disk. */
  async saveAs(path: string): Promise<void> {
    const widget = this.#page.locator('.quick-input-widget');
    await widget.getByText('OK', { exact: true }).waitFor();
    // Until it has read the folder, the dialog takes what is typed for a part of the path that it proposes.
    await widget.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await widget.locator('input.input').fill(path);
    await this.#page.keyboard.press('Enter');
  }

  /**
   * Changes the colours of the window.
   * @param kind the class by which VS Code marks its window
   */
  async useTheme(name: string, kind: 'vs' | 'vs-dark' | 'hc-black'): Promise<void> {
    await setInFolder(this.#folder, { 'workbench.colorTheme': name });
    await this.#page.locator(`.monaco-workbench.${kind}`).waitFor();
  }

  /** Answers a modal dialog with one of its buttons. */
  async answerDialog(button: string): Promise<void> {
    await this.#page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: button }).click();
  }

  /** What a page (webview panel) shows, by the title of its tab. */
  webview(title: string): FrameLocator {
    return this.#page
      .frameLocator('iframe.webview.ready')
      .frameLocator(`iframe#active-frame[title="${title}"]`);
  }

  /** Saves what the window shows as out/e2e/NAME.png. */
  async screenshot(name: string): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true });
    // Colours fade into those of another theme: as they are in the end.
    await this.#page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: 'disabled' });
  }

  /** The same as NAME-light and NAME-dark. */
  async screenshotInBothThemes(name: string): Promise<void> {
    // Away from everything that would explain itself.
    await this.#page.mouse.move(WINDOW_SIZE.width / 2, WINDOW_SIZE.height - 12);
    await this.screenshot(`${name}-light`);
    await this.useTheme('Default Dark Modern', 'vs-dark');
    await this.screenshot(`${name}-dark`);
    await this.useTheme('Default Light Modern', 'vs');
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    await rm(this.#server.dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}
