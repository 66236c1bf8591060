/** Where this workspace's stores are. */
import { basename, dirname, join } from 'node:path';
import type { Uri } from 'vscode';
import type { SimulatedFleet } from './simulatedFleets.ts';

/** The part of an ExtensionContext that says so. */
interface StorageUris {
  readonly storageUri: Place | undefined;
  readonly globalStorageUri: Place;
}

type Place = Pick<Uri, 'fsPath'>;

/** The same for every window of the workspace; in global storage when no folder is open. Absolute. */
export function storageFolder(context: StorageUris): string {
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

const SIMULATED = 'simulated-';

/**
 * What one engine keeps: of the real devices, or of one simulated fleet, so that nothing pretended is ever found
 * among the real devices. Absolute.
 */
export function engineFolder(context: StorageUris, fleet: StartedFleet | null): string {
  return join(storageFolder(context), fleet === null ? 'store' : simulatedName(fleet));
}

type StartedFleet = Pick<SimulatedFleet, 'startedAt'>;

export function simulatedName({ startedAt }: StartedFleet): string {
  return `${SIMULATED}${startedAt.replaceAll(/[^0-9A-Za-z]/g, '-')}`;
}

/** @param name of a folder in the storage folder */
export function isOfAnotherFleet(name: string, fleet: StartedFleet): boolean {
  return name.startsWith(SIMULATED) && name !== simulatedName(fleet);
}
