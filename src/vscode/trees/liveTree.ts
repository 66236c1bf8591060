/**
 * A tree view over the engine of the moment: shows nothing (and so the welcome text) without one, draws again
 * what changed while somebody looks, and follows to the next engine. What the rows are is the source's business.
 */
import {
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
} from 'vscode';
import type { Markdown } from '../exits/markdown.ts';
import { createTreeView, setTreeTooltip, treeRow } from '../exits/treeRow.ts';
import type { Engine } from '../../engine/engineContract.ts';
import type { Subscription } from '../../ports/events.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { RefreshBatch } from './refreshBatch.ts';

/** Nodes are small and stable: the same object for the same row over all refreshes. */
export interface TreeSource<N> {
  children(engine: Engine, node: N | undefined): N[];
  /** Undefined: what it stands for is gone. */
  item(engine: Engine, node: N): TreeItem | undefined;
  /** Asked for only when somebody points at the row. */
  tooltip(engine: Engine, node: N): Markdown | undefined;
  /** Subscribes to what changes rows; called for each engine, after everything was asked to be drawn again. */
  watch(engine: Engine, refresh: RefreshBatch<N>): readonly Subscription[];
}

export interface LiveTree<N> extends Subscription {
  readonly view: TreeView<N>;
  readonly refresh: RefreshBatch<N>;
}

/** Of what is gone before it was drawn again. */
const GONE = treeRow({ label: '', description: '', spoken: '' }, TreeItemCollapsibleState.None);

/** @param canSelectMany whether commands may be called on several rows at once. */
export function createLiveTree<N>(
  viewId: string,
  holder: EngineHolder,
  source: TreeSource<N>,
  canSelectMany = false,
): LiveTree<N> {
  const changed = new EventEmitter<N[] | undefined>();
  const refresh = new RefreshBatch<N>((nodes) => changed.fire(nodes === 'all' ? undefined : [...nodes]));
  const provider: TreeDataProvider<N> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => (holder.engine === null ? [] : source.children(holder.engine, node)),
    getTreeItem: (node) => (holder.engine && source.item(holder.engine, node)) ?? GONE,
    resolveTreeItem(item, node) {
      const text = holder.engine === null ? undefined : source.tooltip(holder.engine, node);
      if (text !== undefined) setTreeTooltip(item, text);
      return item;
    },
  };
  const view = createTreeView(viewId, {
    treeDataProvider: provider,
    showCollapseAll: true,
    canSelectMany,
  });
  refresh.setVisible(view.visible);
  const parts: readonly Subscription[] = [
    view.onDidChangeVisibility(({ visible }) => refresh.setVisible(visible)),
    holder.onDidChange(() => refresh.addAll()),
    holder.follow((engine) => source.watch(engine, refresh)),
    view,
    changed,
    refresh,
  ];
  return {
    view,
    refresh,
    dispose: () => {
      for (const part of parts) part.dispose();
    },
  };
}
