/** What the dataplane uses: the FIB and the ARP table. docs/PANOS.md "FIB", "ARP". */
import type { Firewall } from '../device/firewall.ts';
import { type ArpRow, arpRows, isInUse, routes, siteOf } from '../ha/forwarding.ts';
import { element, fields, success, unexpectedCommand, type SimReply } from '../server/replies.ts';
import { legacyOnly } from './routes.ts';

const MAX_ENTRIES = 32_768;

export function legacyFib(firewall: Firewall): SimReply {
  return legacyOnly(firewall) ?? fib(firewall);
}

/** Not JSON, unlike the other answers of the advanced engine. */
export function advancedFib(firewall: Firewall): SimReply {
  if (!firewall.spec.advancedRouting) return unexpectedCommand(['show', 'advanced-routing']);
  return fib(firewall);
}

/** One table for each router and address family; that of IPv6 is empty. */
function fib(firewall: Firewall): SimReply {
  const inUse = routes(firewall).filter(isInUse);
  const byRouter = Map.groupBy(inUse, ({ virtualRouter }) => virtualRouter);
  const tables = [...byRouter].flatMap(([router, rows], index) => {
    const entries = rows.map((route, row) => {
      const connected = route.flags.includes('C');
      return element(
        'entry',
        fields({
          id: row + 1,
          dst: route.destination,
          interface: route.interface,
          nh_type: connected ? 3 : 0,
          flags: connected ? 'u' : 'ug',
          nexthop: connected ? '0.0.0.0' : route.nexthop,
          mtu: 1500,
        }),
      );
    });
    return [table(2 * index + 1, router, 0, entries), table(2 * index + 2, router, 1, [])];
  });
  const total = [...byRouter.values()].reduce((sum, rows) => sum + rows.length, 0);
  return success(fields({ dp: 'dp0', total }) + element('fibs', tables.join('')));
}

function table(id: number, router: string, type: 0 | 1, entries: readonly string[]): string {
  return element(
    'entry',
    fields({ id, vr: router, max: MAX_ENTRIES, type, ecmp: 0 }) +
      element('entries', entries.join('')) +
      fields({ nentries: entries.length }),
  );
}

/** What a device writes for a hardware address that it asked for in vain. */
const INCOMPLETE = '(incomplete)';

function unresolvedRows(firewall: Firewall): ArpRow[] {
  if (firewall.forwardingSince === null) return [];
  const site = siteOf(firewall);
  return Array.from({ length: firewall.spec.answers.unresolvedArp }, (_, index) => ({
    ip: `10.${site}.0.${200 + index}`,
    mac: INCOMPLETE,
    interface: 'ethernet1/1',
  }));
}

export function arpTable(firewall: Firewall): SimReply {
  const rows = [...arpRows(firewall), ...unresolvedRows(firewall)].map((row) =>
    element(
      'entry',
      fields({
        status: row.mac === INCOMPLETE ? '  i  ' : '  c  ',
        ip: row.ip,
        mac: row.mac,
        // Counts down and starts again on its own: no two readings agree.
        ttl: Math.floor(firewall.rng.next() * 1800),
        interface: row.interface,
        port: row.interface,
      }),
    ),
  );
  return success(
    fields({ max: 2500, total: rows.length, timeout: 1800, dp: 'dp0' }) + element('entries', rows.join('')),
  );
}
