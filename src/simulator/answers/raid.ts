/** `show system raid` and `show system raid detail`: on models with pairs of disks for logs, unknown to others. */
import type { Firewall } from '../device/firewall.ts';
import { successText, unexpectedCommand, type SimReply } from '../server/replies.ts';

const FAMILIES_WITH_DISKS: ReadonlySet<string> = new Set(['5200', '5400', '5500', '7000', '7500']);
const DISKS = ['A1', 'A2'];

export function raid(firewall: Firewall): SimReply {
  return withoutDisks(firewall) ?? successText(PAIR.join('\n'));
}

export function raidDetail(firewall: Firewall): SimReply {
  const disks = DISKS.flatMap((id) => [
    `   Disk id ${id}                           Present`,
    '       model        : SIMDISK-1TB',
    '       size         : 953869 MB',
    '       status       : active sync',
  ]);
  return withoutDisks(firewall) ?? successText([...PAIR, ...disks].join('\n'));
}

const PAIR = [
  'Disk Pair A                           Available',
  '   Status                             clean',
];

function withoutDisks(firewall: Firewall): SimReply | null {
  return FAMILIES_WITH_DISKS.has(firewall.family) ? null : unexpectedCommand(['show', 'system', 'raid']);
}
