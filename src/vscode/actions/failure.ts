/** What the user is told when a command did not succeed, and which buttons help. One place decides for all. */
import { DeviceError } from '../../panos/errors.ts';
import { UserError } from '../../ports/userError.ts';
import { CertificateChangedError } from '../trust/changedCertificate.ts';
import { deviceErrorActions, type ErrorAction, errorActions, openSettings } from './buttons.ts';
import { troubleActions, troubles } from './troubleHelp.ts';

export interface Failure {
  readonly message: string;
  readonly actions: readonly ErrorAction[];
  /** Nothing went wrong: there is only something to do first. */
  readonly isHint?: true;
}

/** What the engine calls Panorama in its errors. */
const PANORAMA = 'Panorama';

/**
 * @param title of the command, e.g. `Discover Devices`
 * @returns null for what the user wanted: to cancel
 */
export function describeFailure(title: string, error: unknown): Failure | null {
  if (isCancellation(error)) return null;
  if (error instanceof UserError) {
    return {
      message: error.message,
      actions: troubleActions(error.message) ?? [errorActions.showLog],
      ...(troubles.no_devices.words.test(error.message) ? { isHint: true } : {}),
    };
  }
  if (error instanceof CertificateChangedError) {
    const trust = { ...errorActions.trustNewCertificate, argument: [error.change] };
    return { message: error.message, actions: [trust, errorActions.keepStopped] };
  }
  if (error instanceof DeviceError) return { message: error.message, actions: deviceActions(error) };
  return {
    message: `${title}: something unexpected happened. The log has the details.`,
    actions: [errorActions.showLog],
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

function deviceActions({ kind, device }: DeviceError): readonly ErrorAction[] {
  const isPanorama = device === PANORAMA;
  return deviceErrorActions[kind].flatMap((name): readonly ErrorAction[] => {
    switch (name) {
      case 'setPanoramaCredentials':
        return isPanorama ? [errorActions[name]] : [];
      case 'setFirewallCredentials':
        return isPanorama ? [] : [errorActions[name]];
      case 'openSettings':
        return [openSettings('panosUpgrade.tls.caFile')];
      case 'trustNewCertificate':
        // Which pin is meant is known only where one device is asked by its address: that is offered instead.
        return [errorActions.testConnection];
      default:
        return [errorActions[name]];
    }
  });
}
