/** The certificates in `show config running`. The configuration may be very long. docs/PANOS.md "Configuration". */
import { listOf, type AnswerReader } from '../answerReader.ts';
import { AnswerShapeError, knownText } from './answerShape.ts';
import type { XmlElement } from '../xml.ts';

export interface ConfiguredCertificate {
  readonly name: string;
  /** `RSA`, `EC`: the device's word. */
  readonly algorithm: string | null;
  /** PEM: size of the key and digest are in it, the configuration says neither. */
  readonly pem: string | null;
  /** `Aug 24 02:55:57 2081 GMT`. */
  readonly notValidAfter: string | null;
}

export const certificatesReader: AnswerReader<ConfiguredCertificate[]> = listOf(
  'result/config/shared/certificate/entry',
  readCertificateEntry,
  (rest) => {
    if (rest.at('result/config') === undefined) throw new AnswerShapeError('no configuration in it');
  },
);

/** @returns null for an entry without a name. */
export function readCertificateEntry(entry: XmlElement): ConfiguredCertificate | null {
  const name = entry.attribute('name');
  if (name === undefined) return null;
  return {
    name,
    algorithm: knownText(entry, 'algorithm'),
    pem: knownText(entry, 'public-key'),
    notValidAfter: knownText(entry, 'not-valid-after'),
  };
}
