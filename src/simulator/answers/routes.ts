/** Routing tables of both engines, and their summary. docs/PANOS.md "Routes". */
import type { Firewall } from '../device/firewall.ts';
import { isInUse, routes } from '../ha/forwarding.ts';
import {
  element,
  escaped,
  fields,
  success,
  successText,
  unexpectedCommand,
  type SimReply,
} from '../server/replies.ts';

const FLAGS_LEGEND =
  'flags: A:active, ?:loose, C:connect, H:host, S:static, ~:internal, R:rip, O:ospf, B:bgp, E:ecmp';
const ROUTE_LIMIT = 32_768;

/** What a device with the advanced engine says to commands of the legacy one: a success. Null on the others. */
export function legacyOnly(firewall: Firewall): SimReply | null {
  return firewall.spec.advancedRouting ? successText('Command deprecated in Advanced Routing Mode.') : null;
}

export function legacyRoutes(firewall: Firewall): SimReply {
  const refusal = legacyOnly(firewall);
  if (refusal !== null) return refusal;
  const rows = routes(firewall).map((route) =>
    element(
      'entry',
      fields({
        'virtual-router': route.virtualRouter,
        destination: route.destination,
        nexthop: route.nexthop,
        metric: 10,
        // Devices fill the column up with blanks.
        flags: route.flags.padEnd(8),
        age: '',
        interface: route.interface,
        'route-table': 'unicast',
      }),
    ),
  );
  return success(fields({ flags: FLAGS_LEGEND }) + rows.join(''));
}

/** The advanced engine answers with JSON as text. */
export function advancedRoutes(firewall: Firewall): SimReply {
  if (!firewall.spec.advancedRouting) return unexpectedCommand(['show', 'advanced-routing']);
  const routers: Record<string, Record<string, unknown[]>> = {};
  for (const route of routes(firewall)) {
    const prefixes = (routers[route.virtualRouter] ??= {});
    const connected = route.flags.includes('C');
    const selected = isInUse(route);
    (prefixes[route.destination] ??= []).push({
      prefix: route.destination,
      protocol: connected ? 'connected' : route.flags.includes('B') ? 'bgp' : 'static',
      // Of a path that is not taken nothing is said, though its next hop may be reached.
      ...(selected ? { selected, installed: true } : {}),
      distance: connected ? 0 : 10,
      metric: 10,
      uptime: '1d02h',
      nexthops: [
        {
          ...(connected ? {} : { ip: route.nexthop }),
          interfaceName: route.interface,
          active: true,
          ...(selected ? { fib: true } : {}),
          flags: 3,
        },
      ],
    });
  }
  return success(element('json', escaped(JSON.stringify(routers))));
}

/** Counts by protocol in a first entry without a name, then one entry for each virtual router. */
export function routingSummary(firewall: Firewall): SimReply {
  const refusal = legacyOnly(firewall);
  if (refusal !== null) return refusal;
  const all = routes(firewall);
  const withFlag = (flag: string): number => all.filter(({ flags }) => flags.includes(flag)).length;
  const total = (name: string, count: number, more: Record<string, number> = {}): string =>
    element(name, fields({ total: count, ...more }));
  const active = withFlag('A');
  const totals =
    total('All-Routes', all.length, { limit: ROUTE_LIMIT, active }) +
    total('All-IPv4', all.length, { limit: ROUTE_LIMIT }) +
    total('All-IPv6', 0, { limit: ROUTE_LIMIT }) +
    total('Static-Routes', withFlag('S')) +
    total('Connect-Routes', withFlag('C')) +
    total('BGP-Routes', withFlag('B')) +
    total('OSPF-Routes', 0) +
    total('RIP-Routes', 0);
  const bgp = element('bgp', fields({ 'peer-count': firewall.spec.condition.bgpPeers }));
  return success(`${element('entry', totals)}<entry name="default">${bgp}</entry>`);
}
