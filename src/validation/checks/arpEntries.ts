/** Are the neighbours there that the user wants to see? docs/PANOS.md "ARP". */
import { UNRESOLVED } from '../../panos/answers/forwarding/arp.ts';
import { findArpEntries } from '../../panos/commands/traffic.ts';
import { pass, type Check } from '../check.ts';
import { judgeRequired } from '../judgeRequired.ts';
import type { RequiredArpEntry } from '../mustExist.ts';

export const arpEntries: Check = {
  id: 'arp_entries',
  defaultPolicy: 'warn',
  async run({ ask, mustExist }) {
    const required = mustExist.arpEntries;
    if (required.length === 0) return pass('No ARP entry is required.');
    const wanted = new Set(required.map(({ ip }) => ip));
    const found = await ask(findArpEntries((entry) => wanted.has(entry.ip) && entry.mac !== UNRESOLVED));
    const names = new Set(found.flatMap((entry) => [entry.ip, nameOf(entry)]));
    return judgeRequired('ARP entries', required.map(nameOf), names);
  },
};

function nameOf({ ip, interface: name }: RequiredArpEntry): string {
  return name === undefined ? ip : `${ip} on ${name}`;
}
