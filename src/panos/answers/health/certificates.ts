/** The certificates in `show config running`. The configuration may be very long. docs/PANOS.md "Configuration". */
import type { AnswerReader } from '../../calls/answerReader.ts';
import { longList } from '../entries.ts';
import { readCertificateStrength, type CertificateStrength } from '../../certificateStrength.ts';
import { AnswerShapeError, isEmpty, knownText } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface ConfiguredCertificate {
  readonly name: string;
  /** Out of the certificate itself, the configuration does not say it; null where only a name is kept, no certificate. */
  readonly strength: CertificateStrength | 'unreadable' | null;
  /** `Aug 24 02:55:57 2081 GMT`. */
  readonly notValidAfter: string | null;
}

export const certificatesReader: AnswerReader<ConfiguredCertificate[]> = longList(
  'certificates',
  'result/config/shared/certificate/entry',
  readCertificateEntry,
  (rest) => {
    const config = rest.at('result/config');
    if (config === undefined || isEmpty(config)) throw new AnswerShapeError('no configuration in it');
  },
);

/** @returns null for an entry without a name. */
export function readCertificateEntry(entry: XmlElement): ConfiguredCertificate | null {
  const name = entry.attribute('name');
  if (name === undefined) return null;
  const pem = entry.lines('public-key') ?? null;
  return {
    name,
    strength: pem === null ? null : (readCertificateStrength(pem) ?? 'unreadable'),
    notValidAfter: knownText(entry, 'not-valid-after'),
  };
}
