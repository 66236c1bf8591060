/** User name and password, or an API key: asked step by step, with a way back. */
import { type Disposable, type InputBox, QuickInputButtons, type QuickPickItem, window } from 'vscode';
import type { Credentials } from '../../../panos/client/client.ts';

const BACK = Symbol('back');
type Answer<T> = T | typeof BACK | null;

/** @returns null when the user turned back */
export async function askCredentials(title: string): Promise<Credentials | null> {
  for (;;) {
    const kind = await askKind(title);
    if (kind === null) return null;
    const entered = kind === 'password' ? await askPassword(title) : await askKey(title);
    if (entered !== BACK) return entered;
  }
}

async function askKind(title: string): Promise<Credentials['kind'] | null> {
  const items: (QuickPickItem & { kindOfCredentials: Credentials['kind'] })[] = [
    {
      label: 'User name and password',
      description: 'a key is made from them',
      kindOfCredentials: 'password',
    },
    { label: 'API key', description: 'one that you already have', kindOfCredentials: 'api_key' },
  ];
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: 'Log in with',
    ignoreFocusOut: true,
  });
  return picked?.kindOfCredentials ?? null;
}

async function askPassword(title: string): Promise<Answer<Credentials>> {
  let username = '';
  for (;;) {
    const name = await askText({ title, step: 2, totalSteps: 3, prompt: 'User name', value: username });
    if (name === BACK || name === null) return name;
    username = name;
    const password = await askText({
      title,
      step: 3,
      totalSteps: 3,
      prompt: `Password of ${name}`,
      password: true,
    });
    if (password === null) return null;
    if (password !== BACK) return { kind: 'password', username, password };
  }
}

async function askKey(title: string): Promise<Answer<Credentials>> {
  const key = await askText({ title, step: 2, totalSteps: 2, prompt: 'API key', password: true });
  return key === BACK || key === null ? key : { kind: 'api_key', key };
}

type TextQuestion = Pick<InputBox, 'title' | 'step' | 'totalSteps' | 'prompt'> &
  Partial<Pick<InputBox, 'value' | 'password'>>;

/** An input box that takes no empty answer and knows the way back. */
function askText(question: TextQuestion): Promise<Answer<string>> {
  const input = Object.assign(window.createInputBox(), question);
  input.buttons = [QuickInputButtons.Back];
  input.ignoreFocusOut = true;
  return new Promise<Answer<string>>((resolve) => {
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
