/** What can be said where no login is made. */
import type { AddressName } from '../address.ts';
import { DeviceError, type PresentedCertificate } from '../errors.ts';
import type { HeldLogins } from './lockOutGuard.ts';

export const OPERATION = 'log in';

export function noCredentials(device: string): DeviceError {
  return new DeviceError({
    kind: 'no_credentials',
    device,
    operation: OPERATION,
    delivery: 'not_sent',
    what: 'no credentials are stored for this device',
  });
}

export function notConfirmed(
  { device, address }: { readonly device: string; readonly address: AddressName },
  presented: PresentedCertificate,
): DeviceError {
  return new DeviceError({
    kind: 'unconfirmed_address',
    device,
    operation: OPERATION,
    delivery: 'not_sent',
    what: `nobody has said yet that the stored credentials may be sent to ${address}`,
    presented,
  });
}

export function notTried(device: string, { unaccepted, until }: HeldLogins, now: number): DeviceError {
  return new DeviceError({
    kind: 'authentication',
    device,
    operation: OPERATION,
    delivery: 'not_sent',
    what:
      `not asked: the last ${unaccepted} logins with this account were refused or not answered, and more attempts could lock the account. ` +
      `The next one is tried in ${minutes(until - now)}, or once the credentials are set again`,
    nextLoginAt: until,
  });
}

export function repeated(
  refusal: DeviceError,
  isNeverAccepted: boolean,
  nextLoginAt: number,
  now: number,
): DeviceError {
  return new DeviceError({
    kind: refusal.kind,
    device: refusal.device,
    operation: OPERATION,
    delivery: 'not_sent',
    what: isNeverAccepted
      ? 'a login was refused a moment ago and is not repeated now, so that the account is not locked: check the credentials'
      : `an earlier login got no key, and the next one is tried in ${minutes(nextLoginAt - now)}, so that the account is not locked`,
    deviceText: refusal.deviceText,
    code: refusal.code,
    nextLoginAt,
    isNeverAccepted,
  });
}

function minutes(ms: number): string {
  const count = Math.ceil(ms / 60_000);
  return count === 1 ? 'a minute' : `${count} minutes`;
}
