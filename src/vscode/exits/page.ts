/** Panels with pages: their titles, and what pages are told. Pages themselves show text as text only. */
import {
  type Disposable,
  ViewColumn,
  type WebviewOptions,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window as editor,
} from 'vscode';
import type { SignOfLife, ToPage } from '../../../webview-ui/protocol.ts';
import { severalLines } from '../../ports/outsideText.ts';
import { type PageFrame, pageHtml } from './pageHtml.ts';
import { exitLimits, plainTitle } from './plainText.ts';

/** @param column null: where the user is, who is led there; otherwise a group of tabs, from 1, and the keyboard stays */
export function createPanel(
  viewType: string,
  title: string,
  column: number | null,
  options: WebviewOptions,
): WebviewPanel {
  const place = column === null ? ViewColumn.Active : { viewColumn: column, preserveFocus: true };
  return editor.createWebviewPanel(viewType, plainTitle(title), place, options);
}

/** When a window is restored with them. */
export function restorePanels(viewType: string, serializer: WebviewPanelSerializer): Disposable {
  return editor.registerWebviewPanelSerializer(viewType, serializer);
}

export function setPanelTitle(panel: Pick<WebviewPanel, 'title'>, title: string): void {
  panel.title = plainTitle(title);
}

/** The document in the panel, under its title. */
export function setPage(
  panel: Pick<WebviewPanel, 'title'> & { readonly webview: { html: string } },
  frame: Omit<PageFrame, 'title'>,
): void {
  panel.webview.html = pageHtml({ ...frame, title: plainTitle(panel.title) });
}

export function tellPage(
  panel: { readonly webview: Pick<WebviewPanel['webview'], 'postMessage'> },
  message: ToPage,
): void {
  void panel.webview.postMessage(plainMembers(message));
}

/** Nothing is new, and somebody is there. */
export function giveSignOfLife(panel: {
  readonly webview: Pick<WebviewPanel['webview'], 'postMessage'>;
}): void {
  const sign: SignOfLife = { type: 'alive' };
  void panel.webview.postMessage(sign);
}

/** Every text in it; nothing else is changed. */
function plainMembers(value: unknown): unknown {
  if (typeof value === 'string') return severalLines(value, exitLimits.pageText);
  if (Array.isArray(value)) return value.map(plainMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainMembers(member)]));
}
