/** What a device forwards: routes of both engines, ARP, sessions. docs/PANOS.md "Routes", "ARP", "Sessions". */
import type { Firewall } from '../firewall.ts';
import { arpRows, routes, tcpSessions } from '../forwarding.ts';
import {
  element,
  escaped,
  fields,
  success,
  successText,
  unexpectedCommand,
  type SimReply,
} from '../replies.ts';

const FLAGS_LEGEND =
  'flags: A:active, ?:loose, C:connect, H:host, S:static, ~:internal, R:rip, O:ospf, B:bgp, E:ecmp';

export function legacyRoutes(firewall: Firewall): SimReply {
  if (firewall.spec.advancedRouting) return successText('Command deprecated in Advanced Routing Mode.');
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

export function advancedRoutes(firewall: Firewall): SimReply {
  if (!firewall.spec.advancedRouting) return unexpectedCommand(['show', 'advanced-routing']);
  const routers: Record<string, Record<string, unknown[]>> = {};
  for (const route of routes(firewall)) {
    const prefixes = (routers[route.virtualRouter] ??= {});
    const connected = route.flags.includes('C');
    (prefixes[route.destination] ??= []).push({
      prefix: route.destination,
      protocol: connected ? 'connected' : route.flags.includes('B') ? 'bgp' : 'static',
      selected: true,
      installed: true,
      distance: connected ? 0 : 10,
      metric: 10,
      uptime: '1d02h',
      nexthops: [
        {
          ...(connected ? {} : { ip: route.nexthop }),
          interfaceName: route.interface,
          active: true,
          fib: true,
          flags: 3,
        },
      ],
    });
  }
  return success(element('json', escaped(JSON.stringify(routers))));
}

export function arpTable(firewall: Firewall): SimReply {
  const rows = arpRows(firewall).map((row) =>
    element(
      'entry',
      fields({
        status: '  c  ',
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

export function sessionInfo(firewall: Firewall): SimReply {
  const tcp = tcpSessions(firewall);
  const udp = Math.round(tcp * 0.4);
  return success(
    fields({
      'tmo-5gcdelete': 15,
      'tcp-nonsyn-rej': 'True',
      'num-max': 262_142,
      'num-active': tcp + udp + 3,
      'num-tcp': tcp,
      'num-udp': udp,
      'num-icmp': 3,
      'num-installed': tcp * 40,
      cps: Math.round(tcp / 20),
      pps: tcp * 3,
      kbps: tcp * 11,
      dp: '*.dp0',
    }),
  );
}
