/** A box that is one step of several, with a way back. What is entered comes back as it is. */
import { type Disposable, type InputBox, QuickInputButtons, window as editor } from 'vscode';
import { plainMessage, plainTitle } from './plainText.ts';

export const BACK = Symbol('back');

export type TextQuestion = Required<Pick<InputBox, 'title' | 'step' | 'totalSteps' | 'prompt'>> &
  Partial<Pick<InputBox, 'value' | 'password'>>;

/** An input box that takes no empty answer. @returns null when the user turned back altogether */
export function askText(question: TextQuestion): Promise<string | typeof BACK | null> {
  const { title = '', prompt = '' } = question;
  const input = Object.assign(editor.createInputBox(), {
    ...question,
    title: plainTitle(title),
    prompt: plainMessage(prompt),
  });
  input.buttons = [QuickInputButtons.Back];
  input.ignoreFocusOut = true;
  return new Promise<string | typeof BACK | null>((resolve) => {
    const listeners: readonly Disposable[] = [
      input.onDidAccept(() => {
        if (input.value === '') input.validationMessage = 'Please enter a value.';
        else resolve(input.value);
      }),
      input.onDidChangeValue(() => (input.validationMessage = undefined)),
      input.onDidTriggerButton(() => resolve(BACK)),
      input.onDidHide(() => {
        resolve(null);
        for (const listener of listeners) listener.dispose();
      }),
    ];
    input.show();
  }).finally(() => input.dispose());
}
