/** As much of the module `vscode` as the exits use: it shows nothing, and keeps what it was told to show. */
import { type ModuleHooks, registerHooks } from 'node:module';

type Told = Readonly<Record<string, unknown>>;

/** What was shown, the newest last, under the name of the editor's own function. */
export interface EditorStandIn {
  readonly told: { readonly what: string; readonly args: readonly unknown[] }[];
  /** What the next questions are answered with; otherwise they are closed. */
  readonly answers: ((args: readonly unknown[]) => unknown)[];
  /** The user has saved other settings. */
  changeConfiguration(): void;
  deregister(): void;
}

/** An event that never comes. */
const nothing = (): { dispose(): void } => ({ dispose: () => undefined });

class MarkdownString {
  readonly value: string;
  readonly supportThemeIcons: boolean;
  constructor(value: string, supportThemeIcons = false) {
    this.value = value;
    this.supportThemeIcons = supportThemeIcons;
  }
}

class TreeItem {
  readonly label: string;
  constructor(label: string) {
    this.label = label;
  }
}

class Diagnostic {
  readonly range: unknown;
  readonly message: string;
  readonly severity: number;
  constructor(range: unknown, message: string, severity: number) {
    this.range = range;
    this.message = message;
    this.severity = severity;
  }
}

class CodeAction {
  readonly title: string;
  constructor(title: string) {
    this.title = title;
  }
}

class CodeLens {
  readonly range: unknown;
  readonly command: unknown;
  constructor(range: unknown, command: unknown) {
    this.range = range;
    this.command = command;
  }
}

class Disposable {
  static from(): Disposable {
    return new Disposable();
  }
  dispose(): void {
    // Nothing is held.
  }
}

type SettingsListener = (change: { affectsConfiguration(): boolean }) => void;

class EventEmitter {
  readonly event = nothing;
  fire(): void {
    // Nobody listens.
  }
}

class Uri {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
  get fsPath(): string {
    return this.path;
  }
  static joinPath(base: Uri, ...parts: readonly string[]): Uri {
    return new Uri([base.path, ...parts].join('/'));
  }
}

class Place {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

/** One for the whole process: a module that has imported it keeps it. */
const told: EditorStandIn['told'] = [];
const answers: EditorStandIn['answers'] = [];
const listeners: SettingsListener[] = [];
const say =
  (what: string) =>
  (...args: unknown[]): unknown => {
    told.push({ what, args });
    return answers.shift()?.(args);
  };
/** What is filled in from outside before it is shown. */
const box = (what: string) => (): Told => {
  const made = {
    value: '',
    show: () => told.push({ what, args: [made] }),
    dispose: () => undefined,
    onDidAccept: nothing,
    onDidChangeValue: nothing,
    onDidTriggerButton: nothing,
    onDidHide: (hidden: () => void) => {
      queueMicrotask(hidden);
      return nothing();
    },
  };
  return made;
};
const standIn = {
  CodeAction,
  CodeActionKind: { QuickFix: 'quickfix' },
  CodeLens,
  Diagnostic,
  DiagnosticSeverity: { Error: 0, Warning: 1 },
  Disposable,
  EventEmitter,
  MarkdownString,
  ProgressLocation: { Notification: 15 },
  QuickInputButtons: { Back: {} },
  TabInputWebview: Place,
  QuickPickItemKind: { Separator: -1 },
  StatusBarAlignment: { Left: 1 },
  ThemeColor: Place,
  ThemeIcon: Place,
  TreeItem,
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  Uri,
  ViewColumn: { Active: -1 },
  commands: {
    executeCommand: say('executeCommand'),
    registerCommand(...args: unknown[]) {
      told.push({ what: 'registerCommand', args });
      return { dispose: () => undefined };
    },
  },
  env: { clipboard: { writeText: say('writeText') } },
  workspace: {
    workspaceFolders: [{ uri: new Uri('/folder') }],
    isTrusted: true,
    onDidGrantWorkspaceTrust: () => new Disposable(),
    onDidChangeConfiguration: (listener: SettingsListener) => {
      listeners.push(listener);
      return new Disposable();
    },
    registerTextDocumentContentProvider: say('registerTextDocumentContentProvider'),
  },
  window: {
    showInformationMessage: say('showInformationMessage'),
    showWarningMessage: say('showWarningMessage'),
    showErrorMessage: say('showErrorMessage'),
    showQuickPick: say('showQuickPick'),
    showInputBox: say('showInputBox'),
    showOpenDialog: say('showOpenDialog'),
    showSaveDialog: say('showSaveDialog'),
    setStatusBarMessage: say('setStatusBarMessage'),
    withProgress: say('withProgress'),
    createWebviewPanel: say('createWebviewPanel'),
    createTreeView(...args: unknown[]) {
      const view = { visible: true, onDidChangeVisibility: nothing, dispose: () => undefined };
      told.push({ what: 'createTreeView', args: [...args, view] });
      return view;
    },
    createInputBox: box('createInputBox'),
    createQuickPick: box('createQuickPick'),
  },
};

/** From here on `import('vscode')` gives the stand-in, which has been told nothing yet, until it is deregistered. */
export function standInForEditor(): EditorStandIn {
  told.length = 0;
  answers.length = 0;
  Object.assign(globalThis, { editorStandIn: standIn });
  const source = Object.keys(standIn)
    .map((name) => `export const ${name} = globalThis.editorStandIn.${name};`)
    .join('\n');
  const url = `data:text/javascript,${encodeURIComponent(source)}`;
  const hooks: ModuleHooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vscode' ? { url, shortCircuit: true } : next(specifier, context),
  });
  return {
    told,
    answers,
    changeConfiguration() {
      for (const listener of listeners) listener({ affectsConfiguration: () => true });
    },
    deregister: () => hooks.deregister(),
  };
}
