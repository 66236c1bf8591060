/** How a row of a tree looks, decided without VS Code so that it can be tested; treeItems.ts draws it. */
export interface Look {
  readonly label: string;
  readonly description: string;
  /** A codicon's name. */
  readonly icon: string;
  /** A theme colour's id; null: the text's own colour. */
  readonly color: string | null;
  /** What a screen reader says: everything that icon and colour mean, in words. */
  readonly spoken: string;
  /** See capabilities.ts. */
  readonly contextValue: string;
}

export type Icon = Pick<Look, 'icon' | 'color'>;
