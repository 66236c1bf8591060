/** The panel of a table page: Fleet, Preview, Verify, Readiness and Comparison, which differ only in their content. */
import type { Uri, WebviewPanel } from 'vscode';
import type { TableChoices, ToPage } from '../../../../webview-ui/protocol.ts';
import type { Subscription } from '../../../ports/events.ts';
import type { Log } from '../../../ports/log.ts';
import { systemClock } from '../../../ports/systemClock.ts';
import { loadPage } from './loadPage.ts';
import type { OpenPage } from './openPages.ts';
import { readPageMessage } from './pageMessages.ts';
import { type TableContent, TableFeed } from './tableFeed.ts';
import { tellPage } from '../../exits/page.ts';

export interface TablePanelParts {
  readonly page: OpenPage;
  readonly content: TableContent;
  readonly extensionUri: Uri;
  readonly log: Log;
}

export class TablePanel implements Subscription {
  readonly #page: OpenPage;
  readonly #panel: WebviewPanel;
  readonly #content: TableContent;
  readonly #log: Log;
  readonly #feed: TableFeed;
  readonly #subscriptions: readonly Subscription[];
  /** Kept for the page, which VS Code takes apart whenever another tab covers it; null before the first one. */
  #choices: TableChoices | null;
  #wasVisible: boolean;

  constructor({ page, content, extensionUri, log }: TablePanelParts) {
    const { panel } = page;
    this.#page = page;
    this.#panel = panel;
    this.#choices = page.choices;
    this.#content = content;
    this.#log = log;
    this.#wasVisible = panel.visible;
    this.#feed = new TableFeed({
      content,
      clock: systemClock,
      log,
      isSeen: () => panel.visible,
      post: (message) => this.#post(message),
    });
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#look()),
      panel.onDidDispose(() => this.dispose()),
    ];
    loadPage(panel, 'table', extensionUri, page.key);
  }

  /** Rows are new, have changed or are gone, and with them what is around. */
  changed(ids: Iterable<string>): void {
    this.#feed.changed(ids);
  }

  allChanged(): void {
    this.#feed.allChanged();
  }

  close(): void {
    this.#panel.dispose();
  }

  dispose(): void {
    this.#feed.stop();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** A page that was covered has missed what changed meanwhile. */
  #look(): void {
    const { visible } = this.#panel;
    if (visible && !this.#wasVisible) this.#feed.allChanged();
    this.#wasVisible = visible;
  }

  #post(message: ToPage): void {
    tellPage(this.#panel, message);
  }

  #receive(message: unknown): void {
    try {
      this.#carryOut(message);
    } catch (error) {
      this.#log.error(`A page asked in vain: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  #carryOut(message: unknown): void {
    const read = readPageMessage(message);
    switch (read?.type) {
      case 'ready':
        if (this.#choices !== null) this.#post({ type: 'choices', choices: this.#choices });
        void this.#feed.start();
        break;
      case 'choices':
        this.#choices = read.choices;
        this.#page.remember({ choices: read.choices });
        this.#content.leaveOut?.(read.choices.leftOut);
        break;
      case 'act':
        this.#content.act(read.id, read.selected);
        break;
      case 'openRow':
        this.#content.openRow(read.id);
        break;
      case 'cancel':
      case 'decide':
      case 'handOver':
      case 'resumeEngine':
      case 'showLog':
      case undefined:
        break;
    }
  }
}
