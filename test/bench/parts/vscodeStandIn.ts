/** As much of the module `vscode` as a tree view needs, so that one can be drawn without an editor. */
import { registerHooks } from 'node:module';

class EventEmitter {
  readonly #listeners = new Set<(value: unknown) => void>();
  readonly event = (listener: (value: unknown) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: unknown): void {
    for (const listener of this.#listeners) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

class Fields {
  readonly values: readonly unknown[];
  constructor(...values: readonly unknown[]) {
    this.values = values;
  }
}

/** As the trees of this extension are: nothing to wait for. */
export interface TreeProvider {
  getChildren(node?: object): readonly object[];
  getTreeItem(node: object): object;
  onDidChangeTreeData(listener: (nodes: readonly object[]) => void): void;
}

let provider: TreeProvider | null = null;

const standIn = {
  EventEmitter,
  MarkdownString: Fields,
  ThemeColor: Fields,
  ThemeIcon: Fields,
  TreeItem: Fields,
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  window: {
    createTreeView(_id: string, options: { treeDataProvider: TreeProvider }) {
      provider = options.treeDataProvider;
      return { visible: true, onDidChangeVisibility: new EventEmitter().event, dispose: () => undefined };
    },
  },
};

/** From here on `import('vscode')` gives the stand-in. */
export function standInForVsCode(): void {
  Object.assign(globalThis, { vscodeStandIn: standIn });
  const names = Object.keys(standIn);
  const source = names.map((name) => `export const ${name} = globalThis.vscodeStandIn.${name};`).join('\n');
  const url = `data:text/javascript,${encodeURIComponent(source)}`;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vscode' ? { url, shortCircuit: true } : next(specifier, context),
  });
}

/** What the newest view was created with. */
export function newestProvider(): TreeProvider {
  if (provider === null) throw new Error('No tree view was created.');
  return provider;
}
