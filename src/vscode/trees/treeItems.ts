/** Draws what look.ts describes. */
import { ThemeColor, ThemeIcon, type TreeItem, type TreeItemCollapsibleState } from 'vscode';
import { treeRow } from '../exits/treeRow.ts';
import type { Look } from './look.ts';

/** @param id stable over refreshes, so that VS Code keeps selection and expansion */
export function treeItem(id: string, look: Look, collapsible: TreeItemCollapsibleState): TreeItem {
  const item = treeRow(look, collapsible);
  item.id = id;
  item.iconPath =
    look.color === null ? new ThemeIcon(look.icon) : new ThemeIcon(look.icon, new ThemeColor(look.color));
  item.contextValue = look.contextValue;
  return item;
}

export function groupItem(
  id: string,
  label: string,
  count: number,
  icon: string,
  collapsible: TreeItemCollapsibleState,
): TreeItem {
  const look = { label, description: String(count), icon, color: null, spoken: `${label}, ${count}` };
  return treeItem(id, { ...look, contextValue: 'group' }, collapsible);
}
