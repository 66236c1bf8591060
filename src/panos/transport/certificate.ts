/** How a TLS peer's certificate is named: in pins, in questions to the user, in errors. docs/PANOS.md "TLS". */
import type { CertificateSummary } from '../errors.ts';

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

/**
 * A fingerprint as OpenSSL prints it, upper-case hex pairs with colons.
 * @param text with or without colons or blanks, in any letter case
 * @returns null when it is no SHA-256 fingerprint
 */
export function readFingerprint(text: string): string | null {
  const hex = bareHex(text);
  return /^[0-9A-F]{64}$/.test(hex) ? (hex.match(/../g) ?? []).join(':') : null;
}

function bareHex(fingerprint: string): string {
  return fingerprint.replaceAll(/[:\s]/g, '').toUpperCase();
}

const LONGEST_SUBJECT = 200;

/** On one line and cut: whoever made the certificate wrote it, and it stands in a question about trust. */
function subjectText(subject: NonNullable<PeerCertificate['subject']>): string {
  const text = Object.entries(subject)
    .map(([name, value]) => `${name}=${[value].flat().join('+')}`)
    .join(', ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return text.length > LONGEST_SUBJECT ? `${text.slice(0, LONGEST_SUBJECT)}…` : text;
}
