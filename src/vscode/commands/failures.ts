/** What the user is told when a command did not succeed, and which buttons help. One place decides for all. */
import { DeviceError } from '../../panos/errors.ts';
import { UserError } from '../../ports/userError.ts';
import { commandIds, type CommandId } from '../commandIds.ts';

export interface FailureAction {
  readonly label: string;
  readonly command: CommandId;
}

export interface Failure {
  readonly message: string;
  readonly actions: readonly FailureAction[];
}

/** What the engine calls Panorama in its errors. */
const PANORAMA = 'Panorama';

const showLog: FailureAction = { label: 'Show Log', command: commandIds.showLog };
const openUpgradePaths: FailureAction = {
  label: 'Open Upgrade Paths',
  command: commandIds.openUpgradePaths,
};
const testConnection: FailureAction = { label: 'Test Connection', command: commandIds.testConnection };
const setPanoramaCredentials: FailureAction = {
  label: 'Set Panorama Credentials…',
  command: commandIds.setPanoramaCredentials,
};
const setFirewallCredentials: FailureAction = {
  label: 'Set Firewall Credentials…',
  command: commandIds.setFirewallCredentials,
};

/**
 * @param title of the command, e.g. `Discover Devices`
 * @returns null for what the user wanted: to cancel
 */
export function describeFailure(title: string, error: unknown): Failure | null {
  if (isCancellation(error)) return null;
  if (error instanceof UserError) return { message: error.message, actions: userActions(error) };
  if (error instanceof DeviceError) return { message: deviceMessage(error), actions: deviceActions(error) };
  return { message: `${title}: something unexpected happened. The log has the details.`, actions: [showLog] };
}

/** Whether the log should have the stack: for our own mistakes, not for what a device or a user did. */
export function isUnexpected(error: unknown): boolean {
  return !isCancellation(error) && !(error instanceof UserError) && !(error instanceof DeviceError);
}

export function isCancellation(error: unknown): boolean {
  if (error instanceof DeviceError) return error.kind === 'cancelled';
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');
}

/** The engine's errors about the table begin with the file's name, or with its absence. */
function userActions({ message }: UserError): readonly FailureAction[] {
  return /^(There is no )?upgrade_paths\.json/.test(message) ? [openUpgradePaths] : [showLog];
}

function deviceMessage(error: DeviceError): string {
  if (error.kind !== 'pin_mismatch') return error.message;
  return `${error.message} If nobody replaced the certificate on purpose, somebody may be in between.`;
}

function deviceActions(error: DeviceError): readonly FailureAction[] {
  switch (error.kind) {
    case 'no_credentials':
    case 'authentication':
    case 'not_authorized':
      return [error.device === PANORAMA ? setPanoramaCredentials : setFirewallCredentials];
    case 'unreachable':
    case 'no_answer':
      return [testConnection, showLog];
    default:
      return [showLog];
  }
}
