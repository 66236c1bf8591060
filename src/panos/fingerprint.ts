/** SHA-256 fingerprints of certificates: read once, so that colons, blanks and letter case never decide whom to trust. */
import { panosError } from './panosTroubles.ts';

declare const spelling: unique symbol;
/** Upper-case hex pairs with colons, as OpenSSL prints it: made by readFingerprint alone, so that two may be compared. */
export type Fingerprint = string & { readonly [spelling]: 'fingerprint' };

/**
 * @param text with or without colons or blanks, in any letter case
 * @returns null when it is no SHA-256 fingerprint
 */
export function readFingerprint(text: string): Fingerprint | null {
  const hex = text.replaceAll(/[:\s]/g, '').toUpperCase();
  return /^[0-9A-F]{64}$/.test(hex) ? ((hex.match(/../g) ?? []).join(':') as Fingerprint) : null;
}

/** As readFingerprint. @throws UserError for what is none. */
export function requireFingerprint(text: string): Fingerprint {
  const fingerprint = readFingerprint(text);
  if (fingerprint !== null) return fingerprint;
  throw panosError({ code: 'not_a_fingerprint', text });
}
