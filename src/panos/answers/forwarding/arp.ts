/** `show arp all`, without the time to live, which changes by itself. docs/PANOS.md "ARP". */
import { listOf, type AnswerReader } from '../../calls/answerReader.ts';
import { listHolders } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface ArpEntry {
  readonly ip: string;
  readonly mac: string;
  readonly interface: string;
}

/** @param isWanted says which are kept. */
export function arpReader(isWanted: (entry: ArpEntry) => boolean): AnswerReader<ArpEntry[]> {
  return listOf(
    'result/entries/entry',
    (element) => {
      const entry = readArpEntry(element);
      return entry !== null && isWanted(entry) ? entry : null;
    },
    (rest) => {
      listHolders(rest, 'entries');
    },
  );
}

/** @returns null for an entry without an address. */
function readArpEntry(entry: XmlElement): ArpEntry | null {
  const ip = entry.text('ip');
  if (ip === undefined) return null;
  return { ip, mac: entry.text('mac') ?? '', interface: entry.text('interface') ?? '' };
}
