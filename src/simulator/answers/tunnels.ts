/** `show running tunnel flow all` and `show vpn ipsec-sa`. docs/PANOS.md "IPsec tunnels". */
import type { Firewall } from '../device/firewall.ts';
import { element, fields, success, type SimReply } from '../server/replies.ts';

interface Tunnel {
  readonly name: string;
  readonly id: number;
  readonly active: boolean;
}

/** Tunnels are up while the device forwards; the last ones of the list may be down. */
function tunnels(firewall: Firewall): Tunnel[] {
  const { tunnels: count, tunnelsDown } = firewall.spec.condition;
  return Array.from({ length: count }, (_, index) => ({
    name: `branch-${index + 1}`,
    id: index + 1,
    active: firewall.forwardingSince !== null && index < count - tunnelsDown,
  }));
}

function remote(tunnel: Tunnel): string {
  return `198.51.100.${tunnel.id}`;
}

export function tunnelFlows(firewall: Firewall): SimReply {
  const all = tunnels(firewall);
  const entries = all.map((tunnel) =>
    element(
      'entry',
      fields({
        name: tunnel.name,
        id: tunnel.id,
        gwid: tunnel.id,
        'inner-if': `tunnel.${tunnel.id}`,
        'outer-if': 'ethernet1/1',
        localip: '192.0.2.254',
        peerip: remote(tunnel),
        state: tunnel.active ? 'active' : 'init',
        mon: 'off',
        owner: 1,
      }),
    ),
  );
  return success(
    fields({ dp: 'dp0', num_ipsec: all.length, num_sslvpn: 0 }) +
      '<hop/>' +
      element('IPSec', entries.join('')) +
      '<SSL-VPN/><GlobalProtect-Gateway/><GlobalProtect-site-to-site/>' +
      fields({ total: all.length }),
  );
}

/** Only what is established. */
export function ipsecAssociations(firewall: Firewall): SimReply {
  const established = tunnels(firewall).filter(({ active }) => active);
  const entries = established.map((tunnel) =>
    element(
      'entry',
      fields({
        name: tunnel.name,
        gateway: `gw-${tunnel.name}`,
        remote: remote(tunnel),
        proto: 'ESP',
        enc: 'G256',
        remain: 1200 + tunnel.id,
        tid: 60 + tunnel.id,
        i_spi: 3_000_000_000 + tunnel.id,
        o_spi: 2_000_000_000 + tunnel.id,
      }),
    ),
  );
  return success(fields({ ntun: established.length }) + element('entries', entries.join('')));
}
