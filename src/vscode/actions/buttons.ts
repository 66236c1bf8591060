/** Every button that a message or a page may offer: its id, what stands on it, and what pressing it does. */
import { type CommandId, commandIds, viewIds } from '../commandIds.ts';

export interface Button {
  /** By which pages name it, and lists are compared. */
  readonly id: string;
  /** On the button. */
  readonly title: string;
  /** Null: the button only closes the message. */
  readonly command: CommandId | VsCodeCommand | null;
  readonly argument?: unknown;
}

type VsCodeCommand =
  | 'vscode.openFolder'
  | 'workbench.action.openSettings'
  | 'workbench.actions.view.problems'
  | 'workbench.trust.manage'
  | typeof focusJobs;

const focusJobs = `${viewIds.jobs}.focus` as const;

export const buttons = withIds({
  addFirewall: { title: 'Add Firewall…', command: commandIds.addFirewall },
  cancelJob: { title: 'Cancel It…', command: commandIds.cancelJob },
  cancelRest: { title: 'Cancel the Rest…', command: commandIds.cancelRest },
  confirmAddresses: { title: 'Confirm Addresses…', command: commandIds.confirmAddresses },
  decideStep: { title: 'Decide…', command: commandIds.decideStep },
  discoverDevices: { title: 'Discover Devices', command: commandIds.discoverDevices },
  keepStopped: { title: 'Keep Stopped', command: null },
  letRestGoOn: { title: 'Let the Rest Go On…', command: commandIds.letRestGoOn },
  makeRoom: { title: 'Make Room…', command: commandIds.makeRoom },
  manageTrust: { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
  openFolder: { title: 'Open Folder', command: 'vscode.openFolder' },
  /** At the setting that the trouble names. */
  openSettings: { title: 'Open Settings', command: 'workbench.action.openSettings' },
  openUpgradePaths: { title: 'Open Upgrade Paths', command: commandIds.openUpgradePaths },
  openVersionHashes: { title: 'Open Version Hashes', command: commandIds.openVersionHashes },
  retryEngine: { title: 'Try Again', command: commandIds.retryEngine },
  reviewFolderSettings: { title: 'Review Folder Settings…', command: commandIds.reviewFolderSettings },
  /** Of the firewall that a message or page is about. */
  setDeviceCredentials: { title: 'Set Device Credentials…', command: commandIds.setDeviceCredentials },
  setFirewallCredentials: { title: 'Set Firewall Credentials…', command: commandIds.setFirewallCredentials },
  setPanoramaCredentials: { title: 'Set Panorama Credentials…', command: commandIds.setPanoramaCredentials },
  resumeEngine: { title: 'Resume Engine', command: commandIds.resumeEngine },
  retryDownload: { title: 'Retry', command: commandIds.retryDownload },
  retryJob: { title: 'Retry…', command: commandIds.retryJob },
  retryAllFailed: { title: 'Retry All Failed…', command: commandIds.retryAllFailed },
  showAwaitedJob: { title: 'Show Job', command: commandIds.showJob },
  showComparison: { title: 'Show Comparison…', command: commandIds.showComparison },
  showFleet: { title: 'Show Fleet', command: commandIds.showFleet },
  showJob: { title: 'Show Job', command: commandIds.showJob },
  showJobs: { title: 'Show Jobs', command: focusJobs },
  /** The one by which a job was tried again. */
  showNewJob: { title: 'Show New Job', command: commandIds.showJob },
  showLog: { title: 'Show Log', command: commandIds.showLog },
  showProblems: { title: 'Show Problems', command: 'workbench.actions.view.problems' },
  startSimulatedFleet: { title: 'Start Simulated Fleet', command: commandIds.startSimulatedFleet },
  stopSimulatedFleet: { title: 'Stop Simulated Fleet', command: commandIds.stopSimulatedFleet },
  testConnection: { title: 'Test Connection', command: commandIds.testConnection },
  trustNewCertificate: { title: 'Trust the New Certificate…', command: commandIds.trustNewCertificate },
} as const satisfies Record<string, Omit<Button, 'id'>>);

export type ButtonId = keyof typeof buttons;

/** Its name in the table is the id of a button. */
function withIds<T extends Record<string, object>>(
  table: T,
): { readonly [K in keyof T]: T[K] & { readonly id: K } } {
  const entries = Object.entries(table).map(([id, action]) => [id, { id, ...action }]);
  // fromEntries forgets which name has which value.
  return Object.fromEntries(entries) as { readonly [K in keyof T]: T[K] & { readonly id: K } };
}

/** @param setting a key, or what several keys have in common */
export function openSettings(setting: string): Button {
  return { ...buttons.openSettings, argument: setting };
}
