/** Certificates as people compare them: in full in a question, in groups or by their beginnings where a row is all there is. */
import type { Pin } from '../../workflow/setByHand.ts';

type Certificate = Pick<Pin, 'fingerprint' | 'subject' | 'validTo'>;

export function certificateLines({ fingerprint, subject, validTo }: Certificate): string {
  return [
    `SHA-256 ${fingerprint}`,
    `Subject ${subject ?? 'not known'}`,
    `Valid to ${validTo ?? 'not known'}`,
  ].join('\n');
}

/** Without colons, in lower case, in groups: written as usual it would be cut off at the end of the row. */
export function compactFingerprint(fingerprint: string): string {
  return fingerprint
    .replaceAll(':', '')
    .toLowerCase()
    .replace(/.{8}(?=.)/g, '$& ');
}

/** Both fit into one row only by their beginnings; the question after it has them in full. */
export function beginnings(before: Pick<Pin, 'fingerprint'>, after: Pick<Pin, 'fingerprint'>): string {
  const [from, to] = [before, after].map(({ fingerprint }) => compactFingerprint(fingerprint).slice(0, 35));
  return `${from}… → ${to}…`;
}
