/** Draws what look.ts describes. */
import { ThemeColor, ThemeIcon, TreeItem, type TreeItemCollapsibleState } from 'vscode';
import type { Look } from './look.ts';

/** @param id stable over refreshes, so that VS Code keeps selection and expansion */
export function treeItem(id: string, look: Look, collapsible: TreeItemCollapsibleState): TreeItem {
  const item = new TreeItem(look.label, collapsible);
  item.id = id;
  item.description = look.description;
  item.iconPath =
    look.color === null ? new ThemeIcon(look.icon) : new ThemeIcon(look.icon, new ThemeColor(look.color));
  item.accessibilityInformation = { label: look.spoken };
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
