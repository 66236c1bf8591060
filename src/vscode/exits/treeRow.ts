/** Rows of our views, and what stands above them. */
import {
  MarkdownString,
  TreeItem,
  type TreeItemCollapsibleState,
  type TreeView,
  type TreeViewOptions,
  window as editor,
} from 'vscode';
import type { Markdown } from './markdown.ts';
import { exitLimits, plainLabel, plainMessage } from './plainText.ts';

export interface TreeRowTexts {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
}

export function treeRow(
  { label, description, spoken }: TreeRowTexts,
  collapsible: TreeItemCollapsibleState,
): TreeItem {
  const item = new TreeItem(plainLabel(label), collapsible);
  item.description = plainLabel(description);
  item.accessibilityInformation = { label: plainLabel(spoken, exitLimits.spoken) };
  return item;
}

export function setTreeTooltip(item: TreeItem, tooltip: Markdown): void {
  item.tooltip = new MarkdownString(tooltip);
}

/** What it shows are rows of `treeRow`. */
export function createTreeView<N>(id: string, options: TreeViewOptions<N>): TreeView<N> {
  return editor.createTreeView(id, options);
}

/** @param message below the title, where VS Code makes links as in a notification */
export function setTreeHeader(
  view: Pick<TreeView<unknown>, 'description' | 'message'>,
  { description, message }: { readonly description?: string; readonly message: string },
): void {
  if (description !== undefined) view.description = plainLabel(description);
  view.message = plainMessage(message);
}

/** @param badge the number on the view's icon, with its words; none takes it away */
export function setTreeBadge(
  view: Pick<TreeView<unknown>, 'badge'>,
  badge?: { readonly value: number; readonly tooltip: string },
): void {
  view.badge = badge && { ...badge, tooltip: plainLabel(badge.tooltip) };
}
