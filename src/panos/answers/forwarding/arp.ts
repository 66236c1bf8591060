/** `show arp all`, without the time to live, which changes by itself. docs/PANOS.md "ARP". */
import type { AnswerReader } from '../../calls/answerReader.ts';
import { listHolders } from '../../calls/elementReaders.ts';
import { longList } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface ArpEntry {
  readonly ip: string;
  /** UNRESOLVED where the neighbour did not answer. */
  readonly mac: string;
  readonly interface: string;
}

/** What devices write for a hardware address that they do not know. */
export const UNRESOLVED = '(incomplete)';

/** @param isWanted says which are kept. */
export function arpReader(isWanted: (entry: ArpEntry) => boolean): AnswerReader<ArpEntry[]> {
  return longList(
    'ARP entries',
    'result/entries/entry',
    readArpEntry,
    (rest) => {
      listHolders(rest, 'entries');
    },
    isWanted,
  );
}

/** @returns null for an entry without an address. */
function readArpEntry(entry: XmlElement): ArpEntry | null {
  const ip = entry.text('ip');
  if (ip === undefined) return null;
  return { ip, mac: readMac(entry), interface: entry.text('interface') ?? '' };
}

/** `status` is `c` where it is complete, `i` where it is not; then words stand in place of a hardware address. */
function readMac(entry: XmlElement): string {
  const mac = entry.text('mac') ?? '';
  const digits = mac.replaceAll(/[:.-]/g, '');
  const isKnown = /^[\da-f]{12}$/i.test(digits) && /[^0]/.test(digits);
  return isKnown && entry.text('status')?.toLowerCase() !== 'i' ? mac : UNRESOLVED;
}
