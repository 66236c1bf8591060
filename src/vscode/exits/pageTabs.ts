/** The tabs in which pages stand, also those that no panel of this extension host belongs to. Nothing is shown here. */
import { type Disposable, type Tab, TabInputWebview, window as editor } from 'vscode';

export interface PageTab {
  readonly viewType: string;
  readonly label: string;
  /** Of the group it stands in, from 1. */
  readonly column: number;
  /** Whether it is the one that its group shows. */
  readonly isInSight: boolean;
  readonly tab: Tab;
}

/** VS Code puts this before the view types of extensions. */
const PREFIX = /^mainThreadWebview-/;

export function pageTabs(): readonly PageTab[] {
  return editor.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
    tabs.flatMap((tab) => {
      if (!(tab.input instanceof TabInputWebview)) return [];
      const viewType = tab.input.viewType.replace(PREFIX, '');
      return [{ viewType, label: tab.label, column: viewColumn, isInSight: tab.isActive, tab }];
    }),
  );
}

export function onDidChangeTabs(listener: () => void): Disposable {
  return editor.tabGroups.onDidChangeTabs(listener);
}

/** The keyboard stays where it is. */
export async function closeTabs(tabs: readonly PageTab[]): Promise<void> {
  if (tabs.length > 0)
    await editor.tabGroups.close(
      tabs.map(({ tab }) => tab),
      true,
    );
}
