/** Pages through the death of their extension host, through a reload of the window, and opened twice. */
import assert from 'node:assert/strict';
import type { WebviewPanel } from 'vscode';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';
import type { PageTab } from '../../../../src/vscode/exits/pageTabs.ts';
import { type OpenPage, OpenPages, type PageEditor } from '../../../../src/vscode/panels/page/openPages.ts';
import { PageMemory } from '../../../../src/vscode/panels/page/pageMemory.ts';
import { silentLog } from '../../../../src/ports/log.ts';

const JOB = 'panosUpgrade.job';
const FLEET = 'panosUpgrade.fleet';
const choices = { table: 'fleet', sorting: null, filter: 'hq', counter: null, leftOut: [] };

/** A tab of the window. Its panel belongs to one extension host; the tab stays when that ends. */
interface Tab {
  readonly viewType: string;
  readonly title: string;
  readonly column: number;
  isInSight: boolean;
  /** Null after the extension host has ended. */
  panel: FakePanel | null;
}

interface FakePanel extends WebviewPanel {
  signs: number;
}

/** A window with groups of tabs, as far as VS Code's own part outlives extension hosts. */
class FakeWindow {
  tabs: Tab[] = [];
  readonly kept = new Map<string, unknown>();
  readonly memento = {
    get: <T>(key: string): T | undefined => structuredClone(this.kept.get(key)) as T | undefined,
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
class Host {
  readonly clock = new VirtualClock();
  readonly filled: OpenPage[] = [];
  readonly pages: OpenPages;
  readonly restored = new Map<string, (panel: WebviewPanel, state: unknown) => void>();
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
      giveSignOfLife: (panel) => void ((panel as FakePanel).signs += 1),
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

describe('the pages of a window', () => {
  let window: FakeWindow;
  let host: Host;

  beforeEach(() => {
    window = new FakeWindow();
    host = new Host(window);
  });

  it('are open once each, and found again', () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    host.pages.show(FLEET, 'fleet', 'Fleet');
    assert.deepEqual(window.seen(), ['1 Fleet in sight', '1 Job: fw-a']);
    assert.equal(host.filled.length, 2);
  });

  it('get signs of life every two seconds while somebody looks, and none from an extension that has ended', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    const signs = (): number[] => window.tabs.map(({ panel }) => panel?.signs ?? 0);
    await host.clock.advanceBy(6000);
    assert.deepEqual(signs(), [0, 3]);
    host.pages.dispose();
    await host.clock.advanceBy(6000);
    assert.deepEqual(signs(), [0, 3]);
  });

  it('come back in their places after the extension host was killed, and once', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.filled[0]?.remember({ choices });
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    window.look('Fleet');
    host.kill();
    const next = new Host(window);
    await next.settle();
    assert.deepEqual(window.seen(), ['1 Job: fw-a dead', '1 Fleet in sight']);
    assert.deepEqual(
      next.filled.map(({ key, choices: kept }) => [key, kept]),
      [['fleet', choices]],
    );
    await next.settle();
    assert.equal(next.filled.length, 1);
    window.look('Job: fw-a');
    await next.settle();
    assert.deepEqual(window.seen(), ['1 Fleet', '1 Job: fw-a in sight']);
    assert.equal(next.filled[1]?.key, 'job-1');
  });

  it('are left alone while VS Code still tells of what has changed', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.kill();
    const next = new Host(window);
    for (let events = 0; events < 5; events += 1) {
      await next.clock.advanceBy(1000);
      next.tabsChange();
    }
    const [fleet] = window.tabs;
    assert.ok(fleet !== undefined && next.filled.length === 0);
    next.restore(fleet, choices);
    // It was moved, which its panel does not know yet.
    window.tabs = [{ ...fleet, column: 2 }];
    await next.settle();
    assert.deepEqual(window.seen(), ['2 Fleet in sight']);
    assert.equal(next.filled.length, 1);
  });

  it('of which two look alike come back both', async () => {
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    host.pages.show(JOB, 'job-2', 'Job: fw-a');
    host.kill();
    const next = new Host(window);
    await next.settle();
    window.look('Job: fw-a');
    await next.settle();
    assert.deepEqual(window.seen(), ['1 Job: fw-a', '1 Job: fw-a in sight']);
    assert.deepEqual(next.filled.map(({ key }) => key).sort(), ['job-1', 'job-2']);
    await next.settle();
    assert.equal(window.tabs.length, 2);
  });

  it('are opened in the place of one that was left behind, covered or not', () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.filled[0]?.remember({ choices });
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    host.kill();
    const next = new Host(window);
    next.pages.show(FLEET, 'fleet', 'Fleet');
    assert.deepEqual(window.seen(), ['1 Job: fw-a dead', '1 Fleet in sight']);
    assert.deepEqual(next.filled[0]?.choices, choices);
  });

  it('are taken from VS Code where it restores them, and no page is opened beside', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    host.kill();
    const next = new Host(window);
    const [fleet, job] = window.tabs;
    assert.ok(fleet && job);
    next.restore(job, { jobId: 'job-1' });
    await next.settle();
    assert.deepEqual(window.seen(), ['1 Fleet dead', '1 Job: fw-a in sight']);
    window.look('Fleet');
    next.restore(fleet, choices);
    await next.settle();
    assert.deepEqual(window.seen(), ['1 Fleet in sight', '1 Job: fw-a']);
    // One that was opened meanwhile is not restored beside it, nor one whose state says nothing.
    next.restore(window.add(FLEET, 'Fleet', 2), choices);
    next.restore(window.add(FLEET, 'Fleet', 2), { other: 1 });
    assert.deepEqual(window.seen(), ['1 Fleet in sight', '1 Job: fw-a']);
  });

  it('are forgotten when they are closed, and not when the extension host ends', async () => {
    host.pages.show(FLEET, 'fleet', 'Fleet');
    host.pages.show(JOB, 'job-1', 'Job: fw-a');
    host.pages.find(JOB, 'job-1')?.dispose();
    // Said by a page that is no more.
    host.filled[1]?.remember({ choices });
    host.pages.dispose();
    host.pages.find(FLEET, 'fleet')?.dispose();
    const remembered = new PageMemory(window.memento).all();
    assert.deepEqual(
      remembered.map(({ key }) => key),
      ['fleet'],
    );
  });

  it('stay as they are, dead, where nobody knows what they are about, and are closed where it is not understood', async () => {
    window.add(JOB, 'Job: fw-a', 1);
    window.add('other.extension', 'Other', 2);
    host.pages.show(FLEET, 'fleet', 'Fleet', 'of an earlier release');
    await host.settle();
    assert.deepEqual(window.seen(), ['1 Job: fw-a in sight dead', '2 Other in sight dead']);
  });

  it('are remembered by the title they have now, through anything that is no memory', async () => {
    host.pages.show(JOB, 'job-1', 'Job');
    host.filled[0]?.remember({ title: 'Job: fw-a' });
    const [one] = new PageMemory(window.memento).all();
    assert.equal(one?.title, 'Job: fw-a');
    window.kept.set('pages.open', [null, { viewType: 7 }, one]);
    assert.deepEqual(new PageMemory(window.memento).all(), [one]);
    window.kept.set('pages.open', 'nothing');
    assert.deepEqual(new PageMemory(window.memento).all(), []);
  });
});
