/** How a TLS peer's certificate is named: in pins, in questions to the user, in errors. docs/PANOS.md "TLS". */
import { oneLine } from '../../ports/outsideText.ts';
import type { CertificateSummary } from '../errors.ts';
import { readFingerprint } from '../fingerprint.ts';

type Name = Readonly<Record<string, string | string[] | undefined>>;

/** The part of Node's PeerCertificate that is used; Node gives an empty object for "none", against its types. */
interface PeerCertificate {
  readonly fingerprint256?: string;
  readonly subject?: Name;
  readonly issuer?: Name;
  readonly valid_to?: string;
}

/** @returns null when the peer showed no certificate. */
export function summarize(certificate: PeerCertificate): CertificateSummary | null {
  const { fingerprint256 = '', subject, issuer, valid_to } = certificate;
  const fingerprint = readFingerprint(fingerprint256);
  if (fingerprint === null || subject === undefined || valid_to === undefined) return null;
  return {
    fingerprint,
    subject: nameText(subject),
    issuer: issuer === undefined ? null : nameText(issuer),
    validTo: valid_to,
  };
}

const LONGEST_NAME = 200;

/** On one line and cut: whoever made the certificate wrote it, and it stands in a question about trust. */
function nameText(parts: Name): string {
  const text = Object.entries(parts)
    .map(([name, value]) => `${name}=${[value].flat().join('+')}`)
    .join(', ');
  // It stands between quotation marks there, which it may not close.
  return oneLine(text, LONGEST_NAME).replaceAll(/["“”]/g, "'");
}
