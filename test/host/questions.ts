/**
 * What the extension asks and tells while a test runs, instead of windows that nobody would answer. It works because
 * VS Code gives one `vscode` object to everything that lies in the extension's folder: its own bundle and the tests'.
 */
import * as vscode from 'vscode';

/** Something that was put before the user. */
export type Question =
  | {
      readonly kind: 'message';
      readonly severity: 'error' | 'warning' | 'information';
      readonly text: string;
      /** Of a modal question; empty where there is none. */
      readonly detail: string;
      readonly modal: boolean;
      readonly buttons: readonly string[];
    }
  | {
      readonly kind: 'pick';
      readonly title: string;
      readonly placeHolder: string;
      readonly many: boolean;
      readonly rows: readonly Row[];
    }
  | { readonly kind: 'text'; readonly title: string; readonly prompt: string };

export interface Row {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** Ticked before the user has done anything. */
  readonly ticked: boolean;
}

/**
 * A button's title, a row's label, the labels of all rows that are ticked, or what is typed in; undefined turns the
 * question away.
 */
export type Answer = string | readonly string[] | undefined;

export interface RecordedQuestions {
  /** In their order, notifications included. */
  readonly asked: readonly Question[];
  /** Resolves as soon as such a one has been put; the test's own limit is the longest that it waits. */
  put(matches: (question: Question) => boolean): Promise<void>;
  /** Gives the user back what was taken. */
  dispose(): void;
}

/**
 * From now on questions are recorded, and answered by `answer`.
 * @throws in whoever asks, when the answer is none of what could be chosen
 */
export function recordQuestions(answer: (question: Question) => Answer): RecordedQuestions {
  const asked: Question[] = [];
  const waiting = new Set<() => void>();
  const put = (question: Question): Answer => {
    asked.push(question);
    for (const look of waiting) look();
    return answer(question);
  };
  const { window } = vscode;
  const { showErrorMessage, showWarningMessage, showInformationMessage } = window;
  const { showQuickPick, showInputBox, createInputBox } = window;
  Object.assign(window, {
    showErrorMessage: message('error', put),
    showWarningMessage: message('warning', put),
    showInformationMessage: message('information', put),
    showQuickPick: async (items: Picks, options: vscode.QuickPickOptions = {}) =>
      pick(await items, options, put),
    showInputBox: async ({ title = '', prompt = '' }: vscode.InputBoxOptions = {}) =>
      put({ kind: 'text', title, prompt }),
    createInputBox: () => inputBox(put),
  });
  return {
    asked,
    put: (matches) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!asked.some(matches)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    dispose: () =>
      void Object.assign(window, {
        ...{ showErrorMessage, showWarningMessage, showInformationMessage },
        ...{ showQuickPick, showInputBox, createInputBox },
      }),
  };
}

type Put = (question: Question) => Answer;
type Severity = Extract<Question, { kind: 'message' }>['severity'];
type Pick = string | vscode.QuickPickItem;
type Picks = readonly Pick[] | Thenable<readonly Pick[]>;
type Button = string | vscode.MessageItem;

function message(severity: Severity, put: Put) {
  return async (text: string, ...rest: (vscode.MessageOptions | Button)[]): Promise<Button | undefined> => {
    const buttons = rest.filter((part): part is Button => typeof part === 'string' || 'title' in part);
    const options = rest.find((part): part is vscode.MessageOptions => !buttons.includes(part as Button));
    const { detail = '', modal = false } = options ?? {};
    const titles = buttons.map((button) => (typeof button === 'string' ? button : button.title));
    const answer = put({ kind: 'message', severity, text, detail, modal, buttons: titles });
    return answer === undefined ? undefined : buttons[indexOf(answer, titles)];
  };
}

function pick(
  items: readonly Pick[],
  { title = '', placeHolder = '', canPickMany: many = false }: vscode.QuickPickOptions,
  put: Put,
): Pick | Pick[] | undefined {
  const rows = items.map(rowOf);
  const answer = put({ kind: 'pick', title, placeHolder, many, rows });
  if (answer === undefined) return undefined;
  const labels = rows.map(({ label }) => label);
  const picked = [answer].flat().flatMap((label) => items[indexOf(label, labels)] ?? []);
  return many ? picked : picked[0];
}

function rowOf(item: Pick): Row {
  if (typeof item === 'string') return { label: item, description: '', detail: '', ticked: false };
  const { label, description = '', detail = '', picked: ticked = false } = item;
  return { label, description, detail, ticked };
}

function indexOf(answer: Answer, choices: readonly string[]): number {
  const index = choices.findIndex((choice) => choice === answer);
  if (index === -1) throw new Error(`«${String(answer)}» is none of: ${choices.join(', ')}.`);
  return index;
}

/** As much of an input box as a question for one text uses; it is answered when it is shown. */
function inputBox(put: Put): Partial<vscode.InputBox> {
  const accepted = new vscode.EventEmitter<void>();
  const hidden = new vscode.EventEmitter<void>();
  const never = new vscode.EventEmitter<never>();
  const box: Partial<vscode.InputBox> = {
    value: '',
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    onDidChangeValue: never.event,
    onDidTriggerButton: never.event,
    show() {
      const answer = put({ kind: 'text', title: box.title ?? '', prompt: box.prompt ?? '' });
      box.value = typeof answer === 'string' ? answer : '';
      if (typeof answer === 'string') accepted.fire();
      hidden.fire();
    },
    dispose: () => undefined,
  };
  return box;
}
