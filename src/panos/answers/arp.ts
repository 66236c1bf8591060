/** `show arp all`, without the time to live, which changes by itself. docs/PANOS.md "ARP". */
import { listHolders } from './answerShape.ts';
import type { XmlElement } from '../xml.ts';

export interface ArpEntry {
  readonly ip: string;
  readonly mac: string;
  readonly interface: string;
}

export function readArp(response: XmlElement): ArpEntry[] {
  return listHolders(response, 'entries')
    .flatMap((entries) => entries.all('entry'))
    .map(readArpEntry)
    .filter((entry) => entry !== null);
}

/** @returns null for an entry without an address. */
export function readArpEntry(entry: XmlElement): ArpEntry | null {
  const ip = entry.text('ip');
  if (ip === undefined) return null;
  return { ip, mac: entry.text('mac') ?? '', interface: entry.text('interface') ?? '' };
}
