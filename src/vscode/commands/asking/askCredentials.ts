/** User name and password, or an API key: asked step by step, with a way back. */
import type { QuickPickItem } from 'vscode';
import { askText, BACK } from '../../exits/inputBox.ts';
import { window } from '../../exits/window.ts';
import type { Credentials } from '../../../panos/client/client.ts';

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
