/** A window with tabs, and extension hosts in it that come and go: what src/vscode/panels/page/openPages.ts works in. */
import assert from 'node:assert/strict';
import { silentLog } from '../../../../src/ports/log.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';
import type { PageTab } from '../../../../src/vscode/exits/pageTabs.ts';
import { type OpenPage, OpenPages, type PageEditor } from '../../../../src/vscode/panels/page/openPages.ts';
import { PageMemory } from '../../../../src/vscode/panels/page/pageMemory.ts';

export const JOB = 'panosUpgrade.job';
export const FLEET = 'panosUpgrade.fleet';

type Panel = OpenPage['panel'];

/** A tab of the window. Its panel belongs to one extension host; the tab stays when that ends. */
export interface Tab {
  readonly viewType: string;
  readonly title: string;
  readonly column: number;
  isInSight: boolean;
  /** Null after the extension host has ended. */
  panel: FakePanel | null;
}

interface FakePanel extends Panel {
  signs: number;
}

/** A window with groups of tabs, as far as VS Code's own part outlives extension hosts. */
export class FakeWindow {
  tabs: Tab[] = [];
  readonly kept = new Map<string, unknown>();
  readonly memento = {
    get: (key: string): unknown => structuredClone(this.kept.get(key)),
    update: async (key: string, value: unknown): Promise<void> => {
      this.kept.set(key, structuredClone(value));
    },
  };

  /** In the order of the tabs, those in sight marked. */
  seen(): string[] {
    return this.tabs.map(
      ({ title, column, isInSight, panel }) =>
        `${column} ${title}${isInSight ? ' in sight' : ''}${panel === null ? ' dead' : ''}`,
    );
  }

  look(title: string): void {
    const tab = this.tabs.find((one) => one.title === title);
    assert.ok(tab);
    this.#show(tab);
  }

  #show(shown: Tab): void {
    for (const tab of this.tabs) if (tab.column === shown.column) tab.isInSight = tab === shown;
  }

  add(viewType: string, title: string, column: number): Tab {
    const tab: Tab = { viewType, title, column, isInSight: true, panel: null };
    this.tabs.push(tab);
    this.#show(tab);
    return tab;
  }

  remove(tab: Tab): void {
    this.tabs = this.tabs.filter((one) => one !== tab);
    const next = this.tabs.find(({ column }) => column === tab.column);
    if (tab.isInSight && next !== undefined) this.#show(next);
  }
}

/** One extension host in the window, with a Fleet page and Job pages. */
export class Host {
  readonly clock = new VirtualClock();
  readonly filled: OpenPage[] = [];
  readonly pages: OpenPages;
  readonly restored = new Map<string, (panel: Panel, state: unknown) => void>();
  /** Its channel is gone. */
  unreachable: Panel | null = null;
  readonly #window: FakeWindow;
  #tabsChanged = (): void => undefined;

  constructor(window: FakeWindow) {
    this.#window = window;
    this.pages = new OpenPages({
      editor: this.#editor(),
      memory: new PageMemory(window.memento),
      clock: this.clock,
      log: silentLog,
    });
    for (const viewType of [JOB, FLEET]) this.pages.add({ viewType, fill: (page) => this.#fill(page) });
  }

  tabsChange(): void {
    this.#tabsChanged();
  }

  /** A second and more passes without anything that changes. */
  async settle(): Promise<void> {
    this.tabsChange();
    await this.clock.advanceBy(2000);
  }

  /** VS Code hands the panel of this tab over, as it does for a window that was reloaded. */
  restore(tab: Tab, state: unknown): void {
    tab.panel = this.#panel(tab);
    this.restored.get(tab.viewType)?.(tab.panel, state);
  }

  /** As by SIGKILL: nobody is told anything. */
  kill(): void {
    for (const tab of this.#window.tabs) tab.panel = null;
  }

  #fill(page: OpenPage): boolean {
    this.filled.push(page);
    return page.about !== 'of an earlier release';
  }

  #panel(tab: Tab): FakePanel {
    const listeners: (() => void)[] = [];
    const window = this.#window;
    const panel = {
      signs: 0,
      title: tab.title,
      viewColumn: tab.column,
      get visible() {
        return tab.isInSight && window.tabs.includes(tab);
      },
      reveal: () => window.look(tab.title),
      onDidDispose: (listener: () => void) => listeners.push(listener),
      dispose() {
        window.remove(tab);
        for (const listener of listeners) listener();
      },
    };
    return panel as unknown as FakePanel;
  }

  #editor(): PageEditor {
    const window = this.#window;
    return {
      create: (viewType, title, column) => {
        const tab = window.add(viewType, title, column ?? 1);
        return (tab.panel = this.#panel(tab));
      },
      restore: (viewType, onRestored) => {
        this.restored.set(viewType, onRestored);
        return { dispose: () => undefined };
      },
      giveSignOfLife: (panel) => {
        if (panel === this.unreachable) throw new Error('Webview is disposed');
        (panel as FakePanel).signs += 1;
      },
      tabs: () =>
        window.tabs.map((tab) => {
          const { viewType, title, column, isInSight } = tab;
          return { viewType, label: title, column, isInSight, tab } as unknown as PageTab;
        }),
      onDidChangeTabs: (listener) => {
        this.#tabsChanged = listener;
        return { dispose: () => undefined };
      },
      closeTabs: async (tabs) => {
        for (const { tab } of tabs) {
          const own = tab as unknown as Tab;
          window.remove(own);
          own.panel?.dispose();
        }
      },
    };
  }
}
