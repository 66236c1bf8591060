/** A device that shows another certificate than the pinned one: it is stopped until the user has decided. */
import type { AddressName } from '../../panos/address.ts';
import { DeviceError } from '../../panos/errors.ts';
import { quoted } from '../../ports/outsideText.ts';
import type { Pin } from '../../workflow/setByHand.ts';
import { certificateLines } from './certificateWords.ts';

export interface ChangedCertificate {
  /** Host name or address, for people. */
  readonly name: string;
  readonly pinned: Pin;
  readonly presented: Pick<Pin, 'fingerprint' | 'subject' | 'validTo'>;
}

/** Instead of the DeviceError, where it is known which pin is meant: so the new certificate can be offered. */
export class CertificateChangedError extends Error {
  override readonly name = 'CertificateChangedError';
  readonly change: ChangedCertificate;

  constructor(change: ChangedCertificate) {
    super(
      `${change.name} (${change.pinned.address}): its certificate is not the pinned one. Nothing was sent. ` +
        `Pinned: ${certificateWords(change.pinned)}. Presented: ${certificateWords(change.presented)}. ` +
        'If nobody replaced the certificate on purpose, somebody may be in between.',
    );
    this.change = change;
  }
}

/**
 * @param error what a call to the device at this address ended with
 * @returns the error to throw instead
 */
export function withKnownPin(
  error: unknown,
  name: string,
  address: AddressName,
  pins: readonly Pin[],
): unknown {
  if (!(error instanceof DeviceError) || error.kind !== 'pin_mismatch' || error.presented === undefined)
    return error;
  const pinned = pins.find((pin) => pin.address === address);
  return pinned === undefined
    ? error
    : new CertificateChangedError({ name, pinned, presented: error.presented });
}

/** Old and new below each other, for the detail of a question. */
export function oldAndNew({ pinned, presented }: ChangedCertificate): string {
  return `Pinned until now\n${certificateLines(pinned)}\n\nNew\n${certificateLines(presented)}`;
}

/** It stands in a sentence of ours, and whoever made the certificate wrote it. */
const LONGEST_SUBJECT = 80;

function certificateWords({ fingerprint, subject, validTo }: ChangedCertificate['presented']): string {
  const details = [
    subject === undefined ? undefined : quoted(subject, LONGEST_SUBJECT),
    validTo === undefined ? undefined : `valid to ${validTo}`,
  ].filter((part) => part !== undefined);
  return details.length === 0 ? fingerprint : `${fingerprint} (${details.join(', ')})`;
}
