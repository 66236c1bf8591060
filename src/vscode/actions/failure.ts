/** What the user is told when a command did not succeed, and which buttons help. One place decides for all. */
import { DeviceError } from '../../panos/errors.ts';
import { UserError } from '../../ports/userError.ts';
import { CertificateChangedError } from '../trust/changedCertificate.ts';
import { type Button, buttons } from './buttons.ts';
import { deviceActions } from './deviceErrorHelp.ts';
import { troubleActions } from './troubleHelp.ts';

/** Nothing went wrong with these: there is only something to do first, or the user has decided. */
const HINTS: ReadonlySet<string> = new Set(['no_devices', 'not_trusted']);

export interface Failure {
  readonly message: string;
  readonly actions: readonly Button[];
  /** Nothing went wrong: there is only something to do first. */
  readonly isHint?: true;
}

/**
 * @param title of the command, e.g. `Discover Devices`
 * @returns null for what the user wanted: to cancel
 */
export function describeFailure(title: string, error: unknown): Failure | null {
  if (isCancellation(error)) return null;
  if (error instanceof UserError) {
    return {
      message: error.message,
      actions: troubleActions(error.trouble) ?? [buttons.showLog],
      ...(HINTS.has(error.trouble.code) ? { isHint: true } : {}),
    };
  }
  if (error instanceof CertificateChangedError) {
    const trust = { ...buttons.trustNewCertificate, argument: [error.change] };
    return { message: error.message, actions: [trust, buttons.keepStopped] };
  }
  if (error instanceof DeviceError) return { message: error.message, actions: deviceActions(error) };
  return {
    message: `${title}: something unexpected happened. The log has the details.`,
    actions: [buttons.showLog],
  };
}

/** Whether the log should have the stack: for our own mistakes, not for what a device or a user did. */
export function isUnexpected(error: unknown): boolean {
  return !(
    isCancellation(error) ||
    error instanceof UserError ||
    error instanceof DeviceError ||
    error instanceof CertificateChangedError
  );
}

export function isCancellation(error: unknown): boolean {
  if (error instanceof DeviceError) return error.kind === 'cancelled';
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');
}
