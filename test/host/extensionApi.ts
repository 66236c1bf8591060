/** The extension under test, and waiting for what happens in it. */
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension.ts';
import type { Subscription } from '../../src/ports/events.ts';

export const EXTENSION_ID = 'panos-upgrade.panos-upgrade-manager';

export async function extensionApi(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>(EXTENSION_ID);
  if (extension === undefined) throw new Error(`${EXTENSION_ID} is not known to VS Code.`);
  return extension.activate();
}

/** Resolves as soon as the condition holds; looked at now and at every event. Never waits by the clock. */
export function until(
  listen: (listener: () => void) => Subscription,
  condition: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!condition()) return;
      subscription.dispose();
      resolve();
    };
    const subscription = listen(look);
    look();
  });
}
