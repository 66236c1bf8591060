/** Are the neighbours there that the user wants to see? docs/PANOS.md "ARP". */
import type { ArpEntry } from '../../panos/answers/forwarding/arp.ts';
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
    const found = await ask(findArpEntries((entry) => wanted.has(entry.ip) && isResolved(entry)));
    const names = new Set(found.flatMap((entry) => [entry.ip, nameOf(entry)]));
    return judgeRequired('ARP entries', required.map(nameOf), names);
  },
};

/** An entry without a hardware address is a neighbour that did not answer. */
function isResolved({ mac }: ArpEntry): boolean {
  return /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(mac) && !/^00(:00){5}$/.test(mac);
}

function nameOf({ ip, interface: name }: RequiredArpEntry): string {
  return name === undefined ? ip : `${ip} on ${name}`;
}
