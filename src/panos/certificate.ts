/** How a TLS peer's certificate is named: in pins, in questions to the user, in errors. docs/PANOS.md "TLS". */
import type { CertificateSummary } from './errors.ts';

/** The part of Node's PeerCertificate that is used; Node gives an empty object for "none", against its types. */
interface PeerCertificate {
  readonly fingerprint256?: string;
  readonly subject?: Readonly<Record<string, string | string[] | undefined>>;
  readonly valid_to?: string;
}

/** @returns null when the peer showed no certificate. */
export function summarize(certificate: PeerCertificate): CertificateSummary | null {
  const { fingerprint256, subject, valid_to } = certificate;
  if (fingerprint256 === undefined || subject === undefined || valid_to === undefined) return null;
  return { fingerprint: fingerprint256, subject: subjectText(subject), validTo: valid_to };
}

/** Pins may have been written by hand: colons and letter case do not matter. */
export function isSameFingerprint(a: string, b: string): boolean {
  return bareHex(a) === bareHex(b) && bareHex(a).length === 64;
}

function bareHex(fingerprint: string): string {
  return fingerprint.replaceAll(/[:\s]/g, '').toUpperCase();
}

function subjectText(subject: NonNullable<PeerCertificate['subject']>): string {
  return Object.entries(subject)
    .map(([name, value]) => `${name}=${[value].flat().join('+')}`)
    .join(', ');
}
