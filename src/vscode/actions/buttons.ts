/**
 * Which buttons help with which trouble: with a device (by the kind of its error, all of them by type) and with
 * everything else (by the words of its message, troubles.ts). docs/ERRORS.md is both tables in words, held to
 * them by test/unit/vscode/actions/errorsDocument.test.ts.
 */
import type { DeviceErrorKind } from '../../panos/errors.ts';
import { type CommandId, commandIds, viewIds } from '../commandIds.ts';

export interface ErrorAction {
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

export const errorActions = {
  addFirewall: { title: 'Add Firewall…', command: commandIds.addFirewall },
  cancelJob: { title: 'Cancel It…', command: commandIds.cancelJob },
  cancelRest: { title: 'Cancel the Rest…', command: commandIds.cancelRest },
  decideStep: { title: 'Decide…', command: commandIds.decideStep },
  discoverDevices: { title: 'Discover Devices', command: commandIds.discoverDevices },
  keepStopped: { title: 'Keep Stopped', command: null },
  letRestGoOn: { title: 'Let the Rest Go On…', command: commandIds.letRestGoOn },
  manageTrust: { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
  openFolder: { title: 'Open Folder', command: 'vscode.openFolder' },
  /** At the setting that the trouble names. */
  openSettings: { title: 'Open Settings', command: 'workbench.action.openSettings' },
  openUpgradePaths: { title: 'Open Upgrade Paths', command: commandIds.openUpgradePaths },
  openVersionHashes: { title: 'Open Version Hashes', command: commandIds.openVersionHashes },
  retryEngine: { title: 'Try Again', command: commandIds.retryEngine },
  setFirewallCredentials: { title: 'Set Firewall Credentials…', command: commandIds.setFirewallCredentials },
  setPanoramaCredentials: { title: 'Set Panorama Credentials…', command: commandIds.setPanoramaCredentials },
  resumeEngine: { title: 'Resume Engine', command: commandIds.resumeEngine },
  retryDownload: { title: 'Retry', command: commandIds.retryDownload },
  retryJob: { title: 'Retry…', command: commandIds.retryJob },
  retryAllFailed: { title: 'Retry All Failed…', command: commandIds.retryAllFailed },
  showComparison: { title: 'Show Comparison…', command: commandIds.showComparison },
  showFleet: { title: 'Show Fleet', command: commandIds.showFleet },
  showJob: { title: 'Show Job', command: commandIds.showJob },
  showJobs: { title: 'Show Jobs', command: focusJobs },
  showLog: { title: 'Show Log', command: commandIds.showLog },
  showProblems: { title: 'Show Problems', command: 'workbench.actions.view.problems' },
  startSimulatedFleet: { title: 'Start Simulated Fleet', command: commandIds.startSimulatedFleet },
  testConnection: { title: 'Test Connection', command: commandIds.testConnection },
  trustNewCertificate: { title: 'Trust the New Certificate…', command: commandIds.trustNewCertificate },
} as const satisfies Record<string, ErrorAction>;

export type ErrorActionName = keyof typeof errorActions;

/** Of Panorama only `setPanoramaCredentials` of the two, of a firewall only the other. */
export const deviceErrorActions: Readonly<Record<DeviceErrorKind, readonly ErrorActionName[]>> = {
  unreachable: ['testConnection', 'showLog'],
  untrusted_certificate: ['testConnection', 'openSettings'],
  pin_mismatch: ['trustNewCertificate', 'keepStopped'],
  no_answer: ['testConnection', 'showLog'],
  authentication: ['setPanoramaCredentials', 'setFirewallCredentials', 'testConnection'],
  not_authorized: ['setPanoramaCredentials', 'setFirewallCredentials', 'showLog'],
  device_refused: ['showLog'],
  not_an_answer: ['testConnection', 'showLog'],
  http_status: ['testConnection', 'showLog'],
  answer_too_large: ['showLog'],
  cancelled: [],
  no_credentials: ['setPanoramaCredentials', 'setFirewallCredentials'],
};

/** @param setting a key, or what several keys have in common */
export function openSettings(setting: string): ErrorAction {
  return { ...errorActions.openSettings, argument: setting };
}
