/** Where this workspace's stores are. */
import { basename, dirname, join } from 'node:path';
import type { ExtensionContext } from 'vscode';

/** The same for every window of the workspace; in global storage when no folder is open. Absolute. */
export function storageFolder(context: Pick<ExtensionContext, 'storageUri' | 'globalStorageUri'>): string {
  return context.storageUri === undefined
    ? context.globalStorageUri.fsPath
    : sharedByWindows(context.storageUri.fsPath);
}

/**
 * While one window has a workspace open, VS Code gives the next one a storage of its own: `<workspace>-1` instead
 * of `<workspace>`. Two engines would then work on the same devices without knowing of each other. So all windows
 * share the first one's, and our own lock decides who works and who watches.
 */
export function sharedByWindows(storage: string): string {
  const workspace = dirname(storage);
  return join(dirname(workspace), basename(workspace).replace(/(?<=.)-\d$/, ''), basename(storage));
}
