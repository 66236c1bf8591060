/**
 * The host's side of a table page: sends what is above the rows, then the rows in small pieces, then only rows that
 * have changed, a few times a second and only while somebody looks. What stands in them is the content's business.
 */
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { RowView, TableHead, ToPage } from '../../../webview-ui/protocol.ts';
import type { Subscription } from '../../ports/events.ts';
import { pageHtml } from './pageHtml.ts';
import { readPageMessage } from './pageMessages.ts';

export interface TableContent {
  head(): TableHead;
  /** Ids of all rows, in their order. */
  ids(): readonly string[];
  /** Undefined: there is no such row any more. */
  row(id: string): RowView | undefined;
  /** @param selected ids of the rows that were not left out. */
  act(id: string, selected: readonly string[]): void;
  openRow(id: string): void;
}

const INTERVAL_MS = 500;
/** So many rows are put together and sent in some milliseconds. */
const PIECE = 250;

export function createTablePanel(viewType: string, title: string, extensionUri: Uri): WebviewPanel {
  return window.createWebviewPanel(viewType, title, ViewColumn.Active, optionsOf(extensionUri));
}

export class TablePanel implements Subscription {
  readonly #panel: WebviewPanel;
  readonly #content: TableContent;
  readonly #parts: readonly Subscription[];
  readonly #changed = new Set<string>();
  #isReady = false;
  #isAllChanged = true;
  #isSending = false;
  #isDisposed = false;
  #timer: NodeJS.Timeout | null = null;

  /** @param identity what the page keeps for VS Code to restore it by. */
  constructor(panel: WebviewPanel, identity: string, content: TableContent, extensionUri: Uri) {
    this.#panel = panel;
    this.#content = content;
    panel.webview.options = optionsOf(extensionUri);
    panel.iconPath = {
      light: Uri.joinPath(extensionUri, 'media', 'job-light.svg'),
      dark: Uri.joinPath(extensionUri, 'media', 'job-dark.svg'),
    };
    this.#parts = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => {
        // A hidden page is taken apart: it asks for everything when it is there again.
        this.#isAllChanged = true;
        this.#sendSoon();
      }),
    ];
    panel.onDidDispose(() => this.dispose());
    panel.webview.html = html(panel, extensionUri, identity);
  }

  /** Rows are new or have changed, and with them what is above. */
  changed(ids: Iterable<string>): void {
    for (const id of ids) this.#changed.add(id);
    this.#sendSoon();
  }

  /** Everything is different, or rows have gone. */
  allChanged(): void {
    this.#isAllChanged = true;
    this.#sendSoon();
  }

  close(): void {
    this.#panel.dispose();
  }

  dispose(): void {
    this.#isDisposed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const part of this.#parts) part.dispose();
  }

  #receive(message: unknown): void {
    const read = readPageMessage(message);
    switch (read?.type) {
      case 'ready':
        this.#isReady = true;
        this.#isAllChanged = true;
        void this.#send();
        break;
      case 'act':
        this.#content.act(read.id, read.selected);
        break;
      case 'openRow':
        this.#content.openRow(read.id);
        break;
      case 'cancel':
      case 'resumeEngine':
      case 'showLog':
      case undefined:
        break;
    }
  }

  #canSend(): boolean {
    return this.#isReady && !this.#isDisposed && this.#panel.visible;
  }

  #sendSoon(): void {
    if (this.#canSend()) this.#timer ??= setTimeout(() => void this.#send(), INTERVAL_MS);
  }

  async #send(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#canSend() || this.#isSending) return;
    this.#isSending = true;
    this.#post({ type: 'table', head: this.#content.head() });
    const first = this.#isAllChanged;
    const ids = first ? this.#content.ids() : [...this.#changed];
    this.#isAllChanged = false;
    this.#changed.clear();
    await this.#sendRows(ids, first);
    this.#isSending = false;
    this.#sendRest();
  }

  /** What has changed while the rows were being sent. */
  #sendRest(): void {
    if (this.#isAllChanged || this.#changed.size > 0) this.#sendSoon();
  }

  async #sendRows(ids: readonly string[], first: boolean): Promise<void> {
    for (let begin = 0; begin === 0 || begin < ids.length; begin += PIECE) {
      if (begin > 0) await setImmediate();
      if (!this.#canSend()) return;
      const rows = ids.slice(begin, begin + PIECE).flatMap((id) => this.#content.row(id) ?? []);
      if (rows.length > 0 || first) this.#post({ type: 'rows', first: first && begin === 0, rows });
    }
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }
}

function optionsOf(extensionUri: Uri): { enableScripts: boolean; localResourceRoots: Uri[] } {
  return { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] };
}

function pageFolder(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, 'dist', 'webview');
}

function html({ webview, title }: WebviewPanel, extensionUri: Uri, identity: string): string {
  const file = (name: string): string =>
    webview.asWebviewUri(Uri.joinPath(pageFolder(extensionUri), name)).toString();
  return pageHtml({
    title,
    cspSource: webview.cspSource,
    styleUri: file('table.css'),
    scriptUri: file('table.js'),
    nonce: randomBytes(18).toString('base64'),
    identity,
  });
}
