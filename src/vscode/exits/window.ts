/**
 * The editor's window as the rest of the extension has it: questions, notifications, lists, boxes and dialogs under the
 * names they have in VS Code, each of which quotes what it is handed. The linter lets nobody else import VS Code's own.
 */
import {
  type InputBoxOptions,
  type MessageItem,
  type MessageOptions,
  type OpenDialogOptions,
  type Progress,
  type ProgressOptions,
  type QuickPickItem,
  type QuickPickOptions,
  type TextDocument,
  type TextDocumentShowOptions,
  type Uri,
  window as editor,
} from 'vscode';
import { plainDetail, plainLabel, plainMessage, plainQuestion, plainTitle } from './plainText.ts';

interface ShowMessage {
  <T extends string | MessageItem>(
    message: string,
    options: MessageOptions,
    ...items: readonly T[]
  ): Promise<T | undefined>;
  <T extends string | MessageItem>(message: string, ...items: readonly T[]): Promise<T | undefined>;
}

type EditorsOwn = (
  message: string,
  options: MessageOptions,
  ...items: readonly MessageItem[]
) => Thenable<MessageItem | undefined>;

/** Buttons as they are: their words are ours. */
function shown(name: 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage'): ShowMessage {
  return async <T extends string | MessageItem>(
    message: string,
    ...rest: readonly (MessageOptions | T)[]
  ): Promise<T | undefined> => {
    // Looked up when it is needed: tests put their own in its place.
    const show: EditorsOwn = editor[name];
    const options = rest.find(isOptions) ?? {};
    const buttons = rest.flatMap((item) => (isOptions(item) ? [] : [buttonOf(item)]));
    const titles = buttons.map(({ button }) => button);
    const pressed = await (options.modal === true
      ? show(plainQuestion(message), { ...options, detail: plainDetail(options.detail ?? '') }, ...titles)
      : show(plainMessage(message), {}, ...titles));
    return buttons.find(({ button }) => button === pressed)?.item;
  };
}

function isOptions(item: unknown): item is MessageOptions {
  return typeof item === 'object' && item !== null && !('title' in item);
}

function buttonOf<T extends string | MessageItem>(
  item: T,
): { readonly item: T; readonly button: MessageItem } {
  return { item, button: typeof item === 'string' ? { title: item } : item };
}

/** A row; what has a meaning in it is its icon alone. */
export type PickRow = QuickPickItem & {
  /** A codicon's name. */
  readonly icon?: string | undefined;
};

export function pickRow<T extends PickRow>(row: T): T {
  const label = plainLabel(row.label);
  return {
    ...row,
    label: row.icon === undefined ? label : `$(${row.icon}) ${label}`,
    ...(row.description === undefined ? {} : { description: plainLabel(row.description) }),
    ...(row.detail === undefined ? {} : { detail: plainLabel(row.detail) }),
  };
}

interface ShowQuickPick {
  <T extends PickRow>(
    rows: readonly T[],
    options: QuickPickOptions & { readonly canPickMany: true },
  ): Promise<T[] | undefined>;
  <T extends PickRow>(rows: readonly T[], options: QuickPickOptions): Promise<T | undefined>;
}

const showQuickPick = (async <T extends PickRow>(rows: readonly T[], options: QuickPickOptions) => {
  const own = new Map(rows.map((row) => [pickRow(row), row]));
  const picked = (await editor.showQuickPick([...own.keys()], titled(options))) as T | T[] | undefined;
  return Array.isArray(picked) ? picked.flatMap((row) => own.get(row) ?? []) : picked && own.get(picked);
}) as ShowQuickPick;

function titled<T extends { title?: string; placeHolder?: string; prompt?: string }>(options: T): T {
  const { title, placeHolder, prompt } = options;
  return {
    ...options,
    ...(title === undefined ? {} : { title: plainTitle(title) }),
    ...(placeHolder === undefined ? {} : { placeHolder: plainTitle(placeHolder) }),
    // VS Code makes links of it, as of a notification.
    ...(prompt === undefined ? {} : { prompt: plainMessage(prompt) }),
  };
}

async function showInputBox(options: InputBoxOptions): Promise<string | undefined> {
  return editor.showInputBox({
    ...titled(options),
    validateInput: async (text) => {
      const said = await options.validateInput?.(text);
      return typeof said === 'string' ? plainMessage(said) : null;
    },
  });
}

/** While something long is under way; the message may name whatever is at work. */
function withProgress<T>(
  options: ProgressOptions,
  task: (progress: Progress<{ message?: string; increment?: number }>, token: Stop) => Thenable<T>,
): Thenable<T> {
  const title = options.title === undefined ? {} : { title: plainLabel(plainMessage(options.title)) };
  return editor.withProgress({ ...options, ...title }, (progress, token) =>
    task(
      {
        report: ({ message, ...step }) =>
          progress.report(
            message === undefined ? step : { ...step, message: plainLabel(plainMessage(message)) },
          ),
      },
      token,
    ),
  );
}

interface Stop {
  readonly onCancellationRequested: (listener: () => void) => { dispose(): unknown };
}

export const window = {
  showInformationMessage: shown('showInformationMessage'),
  showWarningMessage: shown('showWarningMessage'),
  showErrorMessage: shown('showErrorMessage'),
  showQuickPick,
  showInputBox,
  withProgress,
  showOpenDialog: (options: OpenDialogOptions): Thenable<Uri[] | undefined> =>
    editor.showOpenDialog(titled(options)),
  setStatusBarMessage: (text: string, ms: number): void =>
    void editor.setStatusBarMessage(plainLabel(text), ms),
  /** What a file says is its author's: nothing of it is quoted. */
  async showTextDocument(document: TextDocument | Uri, options?: TextDocumentShowOptions): Promise<void> {
    await (document instanceof Object && 'lineAt' in document
      ? editor.showTextDocument(document, options)
      : editor.showTextDocument(document, options));
  },
};
