/**
 * The one error that leaves this room. Everything that can go wrong with a device is turned into it at the
 * transport seam and at the answer's envelope, from parts that cannot hold a key or a password: the original
 * error (axios keeps headers and bodies in it) is dropped there and never chained.
 */
import type { Fingerprint } from './fingerprint.ts';

export const deviceErrorKinds = [
  /** Not one byte of the request left: refused, unknown host, no route, TLS did not come up. */
  'unreachable',
  /** The certificate is neither pinned nor signed by a trusted authority. Nothing was sent. */
  'untrusted_certificate',
  /** The pinned certificate changed. Nothing was sent. */
  'pin_mismatch',
  /** The request may have arrived; no answer came (time-out, reset). For an effect this is ambiguous. */
  'no_answer',
  /** Invalid credential or key, or, while a device boots, its authentication service is not up yet. */
  'authentication',
  /** The session of a good key is over (code 22): nothing was done, and the same call may go well the next time. */
  'session_ended',
  /** The administrator role may not run this command (code 16). */
  'not_authorized',
  /** The device answered with an error; `deviceText` has its own words. */
  'device_refused',
  /** HTML, an unfinished document or anything that is not a PAN-OS answer; usual while a device boots. */
  'not_an_answer',
  /** An HTTP status that is no answer: a redirect, 5xx. */
  'http_status',
  'answer_too_large',
  /** The caller asked to stop. */
  'cancelled',
  /** No credentials are stored for this device. Nothing was sent. */
  'no_credentials',
  /** Credentials are stored, but nobody has said yet that they may go to this address. Nothing was sent. */
  'unconfirmed_address',
  /** The address is none of the simulated fleet that alone may be reached. No connection was opened. */
  'outside_simulation',
] as const;
export type DeviceErrorKind = (typeof deviceErrorKinds)[number];

/** `not_sent`: certainly no effect. `unknown`: may have happened. `answered`: the device itself answered. */
export type Delivery = 'not_sent' | 'unknown' | 'answered';

export interface CertificateSummary {
  /** SHA-256 over the DER. */
  readonly fingerprint: Fingerprint;
  /** One line, cut, written by whoever made the certificate. */
  readonly subject: string;
  /** Who says to have signed it; null when it does not say. */
  readonly issuer: string | null;
  readonly validTo: string;
}

/** Why the certificate of an address counts; `nothing`: neither a pin nor an authority that this machine trusts. */
export type Voucher = 'pin' | 'authority' | 'nothing';

/** A certificate that was shown before anything was sent. */
export interface PresentedCertificate extends CertificateSummary {
  readonly vouchedBy: Voucher;
}

export interface DeviceErrorDetails {
  readonly kind: DeviceErrorKind;
  /** Who: host name or `host:port`. */
  readonly device: string;
  /** What was asked, in words: "show system info". */
  readonly operation: string;
  readonly delivery: Delivery;
  /**
   * What happened, one sentence without the device's name and without a full stop. May quote the device on one
   * line, cut and without what an editor would make a link of.
   */
  readonly what: string;
  /** The device's own words, if it had any. Hostile text: escape before showing. */
  readonly deviceText?: string | undefined;
  readonly code?: string | undefined;
  /** Where nothing was sent because of who answers: what the device presented, and what was pinned. */
  readonly presented?: PresentedCertificate | undefined;
  readonly pinned?: Fingerprint | undefined;
  /** By the engine's clock: from when on a login is tried again, if somebody still asks. Undefined where none will be. */
  readonly nextLoginAt?: number | undefined;
  /**
   * What is stored was refused by a device that has not accepted it since this engine began. It is wrong, unless the
   * device is known to be starting.
   */
  readonly isNeverAccepted?: boolean | undefined;
  /** The credentials that were used are stored for this device alone. */
  readonly hasOwnCredentials?: boolean | undefined;
  /** What was asked changes the device: of anything else it does not matter whether it was carried out. */
  readonly isEffect?: boolean | undefined;
}

export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  readonly kind: DeviceErrorKind;
  readonly device: string;
  readonly operation: string;
  readonly delivery: Delivery;
  /** The message's own part: see DeviceErrorDetails. */
  readonly what: string;
  readonly deviceText: string | undefined;
  readonly code: string | undefined;
  readonly presented: PresentedCertificate | undefined;
  readonly pinned: Fingerprint | undefined;
  readonly nextLoginAt: number | undefined;
  readonly isNeverAccepted: boolean;
  readonly hasOwnCredentials: boolean;
  readonly isEffect: boolean;

  constructor(details: DeviceErrorDetails) {
    super(`${details.device}: ${details.operation}: ${details.what}${notDone(details)}`);
    this.kind = details.kind;
    this.device = details.device;
    this.operation = details.operation;
    this.delivery = details.delivery;
    this.what = details.what;
    this.deviceText = details.deviceText;
    this.code = details.code;
    this.presented = details.presented;
    this.pinned = details.pinned;
    this.nextLoginAt = details.nextLoginAt;
    this.isNeverAccepted = details.isNeverAccepted ?? false;
    this.hasOwnCredentials = details.hasOwnCredentials ?? false;
    this.isEffect = details.isEffect ?? false;
  }
}

function notDone({ delivery, isEffect }: DeviceErrorDetails): string {
  switch (delivery) {
    case 'not_sent':
      return '. Nothing was sent.';
    case 'unknown':
      return isEffect === true ? '. It is not known whether the device carried it out.' : '.';
    case 'answered':
      return '.';
  }
}

/** The same error, but for what `changes` says. */
export function retold(error: DeviceError, changes: Partial<DeviceErrorDetails>): DeviceError {
  const { kind, device, operation, delivery, what, deviceText, code, presented, pinned } = error;
  const { nextLoginAt, isNeverAccepted, hasOwnCredentials, isEffect } = error;
  return new DeviceError({
    kind,
    device,
    operation,
    delivery,
    what,
    deviceText,
    code,
    presented,
    pinned,
    nextLoginAt,
    isNeverAccepted,
    hasOwnCredentials,
    isEffect,
    ...changes,
  });
}

export function isDeviceError(error: unknown, ...kinds: DeviceErrorKind[]): error is DeviceError {
  return error instanceof DeviceError && (kinds.length === 0 || kinds.includes(error.kind));
}

/** Whether the same question may be answered later, without anybody doing anything. A refusal is final. */
export function mayPass(error: DeviceError): boolean {
  switch (error.kind) {
    case 'unreachable':
    case 'no_answer':
    case 'not_an_answer':
    case 'session_ended':
      return true;
    case 'http_status':
      return error.code?.startsWith('5') === true;
    case 'authentication':
    case 'device_refused':
      return error.nextLoginAt !== undefined && !error.isNeverAccepted;
    default:
      return false;
  }
}
