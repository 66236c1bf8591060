/** `request license info` and `request support check`. docs/PANOS.md "Licences and support". */
import { AnswerShapeError, knownFlag, knownText, listHolders } from '../../calls/elementReaders.ts';
import { readEntries } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';

/** A day a contract ends, by the device's calendar. `unknown` holds the words that were not understood. */
export type Expiry =
  | { readonly kind: 'never' }
  /** Milliseconds of the day's beginning, read as if it were UTC. */
  | { readonly kind: 'on'; readonly day: number }
  | { readonly kind: 'unknown'; readonly text: string | null };

export interface License {
  readonly feature: string;
  readonly expires: Expiry;
  /** What the device itself says; null when it does not. */
  readonly expired: boolean | null;
}

/** @returns none on an unlicensed device. @throws AnswerShapeError when it is no list of licences. */
export function readLicenses(response: XmlElement): License[] {
  return readEntries('licences', listHolders(response, 'licenses'), (entry) => {
    const feature = entry.text('feature');
    if (feature === undefined) return null;
    return { feature, expires: readExpiry(entry.text('expires')), expired: knownFlag(entry, 'expired') };
  });
}

export interface SupportContract {
  readonly level: string | null;
  readonly expires: Expiry;
  /** In the update server's words: what the contract is, or why there is none. */
  readonly description: string | null;
}

/** @throws AnswerShapeError when there is no support information in it. */
export function readSupport(response: XmlElement): SupportContract {
  const support = response.at('result/SupportInfoResponse/Support');
  if (support === undefined) throw new AnswerShapeError('no support information in it');
  return {
    level: knownText(support, 'SupportLevel'),
    expires: readExpiry(support.text('ExpiryDate')),
    description: knownText(support, 'SupportDescription'),
  };
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
// `June 30, 2028`
const DATE = /^([a-z]+) (\d{1,2}), (\d{4})$/i;

export function readExpiry(text: string | undefined): Expiry {
  if (text?.toLowerCase() === 'never') return { kind: 'never' };
  const [, name = '', day = '', year = ''] = DATE.exec(text ?? '') ?? [];
  const month = MONTHS.indexOf(name.toLowerCase());
  const at = Date.UTC(Number(year), month, Number(day));
  const isReal = month >= 0 && new Date(at).getUTCDate() === Number(day);
  return isReal ? { kind: 'on', day: at } : { kind: 'unknown', text: text ?? null };
}
