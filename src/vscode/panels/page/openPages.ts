/**
 * All pages of this window: each is open once, is found again, and comes back after a restart. There are two: of the
 * window, for which VS Code hands over the panels that it restores, and of the extension host alone, of which VS Code
 * leaves the panels as they are, with nobody behind them. Those are found by their tabs and replaced.
 */
import type { WebviewPanel } from 'vscode';
import type { TableChoices } from '../../../../webview-ui/protocol.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Subscription } from '../../../ports/events.ts';
import type { Log } from '../../../ports/log.ts';
import type { PageTab } from '../../exits/pageTabs.ts';
import type { PageMemory, RememberedPage } from './pageMemory.ts';
import { readPageKey } from './pageMessages.ts';

/** One open page, as its kind is handed it. */
export interface OpenPage {
  readonly panel: WebviewPanel;
  readonly key: string;
  /** What it is about; of an earlier release perhaps. */
  readonly about: unknown;
  readonly choices: TableChoices | null;
  /** Keeps it for the page that comes in its place. */
  remember(change: Partial<Pick<RememberedPage, 'title' | 'about' | 'choices'>>): void;
}

export interface PageKind {
  readonly viewType: string;
  /** Puts the page into its panel. @returns false where what it is about is not known any more: it is closed */
  readonly fill: (page: OpenPage) => boolean;
}

/** What of the editor is needed here: src/vscode/panels/page/pageEditor.ts. */
export interface PageEditor {
  /** @param column null: where the user is */
  create(viewType: string, title: string, column: number | null): WebviewPanel;
  /** @param onRestored is handed each panel that VS Code restores with the window, and what its page has kept */
  restore(viewType: string, onRestored: (panel: WebviewPanel, state: unknown) => void): Subscription;
  giveSignOfLife(panel: WebviewPanel): void;
  tabs(): readonly PageTab[];
  onDidChangeTabs(listener: () => void): Subscription;
  closeTabs(tabs: readonly PageTab[]): Promise<void>;
}

export interface OpenPagesParts {
  readonly editor: PageEditor;
  readonly memory: PageMemory;
  /** Real time. */
  readonly clock: Clock;
  readonly log: Log;
}

interface Shown {
  readonly viewType: string;
  readonly key: string;
  readonly panel: WebviewPanel;
}

/** A page takes several of them that are missing for silence: webview-ui/ui/life.ts. */
const SIGN_OF_LIFE_MS = 2000;
/** By then VS Code has handed over what it restores in sight. */
const SETTLED_MS = 1500;

export class OpenPages implements Subscription {
  readonly #parts: OpenPagesParts;
  readonly #kinds = new Map<string, PageKind>();
  readonly #open = new Set<Shown>();
  readonly #subscriptions: Subscription[];
  readonly #end = new AbortController();
  #changes = 0;

  constructor(parts: OpenPagesParts) {
    this.#parts = parts;
    this.#subscriptions = [parts.editor.onDidChangeTabs(() => void this.#lookSoon())];
    void this.#giveSignsOfLife();
    void this.#lookSoon();
  }

  /** From here on pages of this kind can be shown, and come back. */
  add(kind: PageKind): void {
    const { viewType } = kind;
    this.#kinds.set(viewType, kind);
    this.#subscriptions.push(
      this.#parts.editor.restore(viewType, (panel, state) => {
        const key = readPageKey(state);
        if (key === null || this.find(viewType, key) !== undefined) panel.dispose();
        else this.#fill(panel, this.#remembered(viewType, key, panel.title));
      }),
    );
  }

  /** Shows the page where it is open, or opens it. */
  show(viewType: string, key: string, title: string, about: unknown = null): void {
    const known = this.find(viewType, key);
    if (known !== undefined) {
      known.reveal();
      return;
    }
    const remembered = this.#remembered(viewType, key, title);
    const left = this.#leftBehind(remembered);
    this.#fill(this.#parts.editor.create(viewType, title, null), { ...remembered, about });
    this.#close(left);
  }

  find(viewType: string, key: string): WebviewPanel | undefined {
    return [...this.#open].find((page) => page.viewType === viewType && page.key === key)?.panel;
  }

  /** The pages stay, and say that they are not live: what is behind them ends. */
  dispose(): void {
    this.#end.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #remembered(viewType: string, key: string, title: string): RememberedPage {
    return this.#parts.memory.get(viewType, key) ?? { viewType, key, title, about: null, choices: null };
  }

  #fill(panel: WebviewPanel, remembered: RememberedPage): void {
    const { memory } = this.#parts;
    const { viewType, key, about, choices } = remembered;
    const shown: Shown = { viewType, key, panel };
    let known: RememberedPage = { ...remembered, title: panel.title };
    const keep = (change: Partial<RememberedPage>): void => {
      // Whatever ends with the extension host is to come back.
      if (this.#end.signal.aborted || !this.#open.has(shown)) return;
      known = { ...known, ...change };
      memory.remember(known);
    };
    this.#open.add(shown);
    keep({});
    panel.onDidDispose(() => {
      this.#open.delete(shown);
      if (!this.#end.signal.aborted) memory.forget(shown);
    });
    if (this.#kinds.get(viewType)?.fill({ panel, key, about, choices, remember: keep }) !== true)
      panel.dispose();
  }

  async #giveSignsOfLife(): Promise<void> {
    while (await this.#slept(SIGN_OF_LIFE_MS)) {
      for (const { panel } of this.#open) this.#giveSignOfLife(panel);
    }
  }

  #giveSignOfLife(panel: WebviewPanel): void {
    try {
      if (panel.visible) this.#parts.editor.giveSignOfLife(panel);
    } catch (error) {
      // This page will say so; the others shall not.
      this.#parts.log.warn(`A page cannot be reached: ${String(error)}`);
    }
  }

  /** When nothing has changed for a while: tabs and panels are told of in turn. */
  async #lookSoon(): Promise<void> {
    const own = (this.#changes += 1);
    if ((await this.#slept(SETTLED_MS)) && own === this.#changes) this.#replaceDead();
  }

  /** A page in sight of which VS Code has handed over no panel: one that is covered may still be restored. */
  #replaceDead(): void {
    const { editor, memory } = this.#parts;
    const tabs = editor.tabs();
    for (const tab of tabs) {
      const { viewType, label, column } = tab;
      if (!tab.isInSight || !this.#kinds.has(viewType)) continue;
      const alike = tabs.filter((other) => other.viewType === viewType && other.label === label);
      const ours = [...this.#open].filter(
        ({ panel, ...one }) => one.viewType === viewType && panel.title === label,
      );
      const isOurs = ours.some(({ panel }) => panel.visible && Number(panel.viewColumn) === column);
      if (isOurs || alike.length <= ours.length) continue;
      const page = memory
        .all()
        .find(
          (one) =>
            one.viewType === viewType && one.title === label && this.find(viewType, one.key) === undefined,
        );
      // Of what nobody knows any more the page itself says that it is not live.
      if (page === undefined && ours.length === 0) continue;
      if (page !== undefined) this.#fill(editor.create(viewType, page.title, column), page);
      this.#close([tab]);
    }
  }

  /** The tab that an earlier extension host has left of this page. Of several that look alike, each is seen to when it is in sight. */
  #leftBehind({ viewType, title, key }: RememberedPage): readonly PageTab[] {
    const { editor, memory } = this.#parts;
    const isAlike = (page: RememberedPage): boolean =>
      page.viewType === viewType && page.title === title && page.key !== key;
    if (memory.all().some(isAlike)) return [];
    return editor.tabs().filter((tab) => tab.viewType === viewType && tab.label === title);
  }

  #close(tabs: readonly PageTab[]): void {
    this.#parts.editor.closeTabs(tabs).catch((error: unknown) => {
      this.#parts.log.warn(`A tab could not be closed: ${String(error)}`);
    });
  }

  /** @returns false at the end */
  async #slept(ms: number): Promise<boolean> {
    try {
      await this.#parts.clock.sleep(ms, this.#end.signal);
      return true;
    } catch {
      return false;
    }
  }
}
