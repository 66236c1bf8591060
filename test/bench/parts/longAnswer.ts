/** Long answers in the shapes of docs/PANOS.md: about 2 kB a managed device, 290 bytes a route. */

export const LENGTHS = {
  devices: 5_000,
  legacyRoutes: 100_000,
  advancedRoutes: 100_000,
  arp: 200_000,
} as const;
export type LongAnswer = keyof typeof LENGTHS;

export function longAnswer(kind: LongAnswer): string {
  const numbers = Array.from({ length: LENGTHS[kind] }, (_, index) => index);
  switch (kind) {
    case 'devices':
      return success(`<devices>${numbers.map(device).join('\n')}</devices>`);
    case 'legacyRoutes':
      return success(`<flags>flags: A:active, S:static</flags>${numbers.map(route).join('\n')}`);
    case 'advancedRoutes':
      return success(`<json>${advancedTable(numbers)}</json>`);
    case 'arp':
      return success(
        `<max>300000</max><total>${numbers.length}</total><entries>${numbers.map(neighbour).join('\n')}</entries>`,
      );
  }
}

function success(result: string): string {
  return `<response status="success"><result>${result}</result></response>`;
}

function serial(index: number): string {
  return `0079${String(index).padStart(8, '0')}`;
}

function address(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
}

function device(index: number): string {
  const vsys = [1, 2, 3]
    .map(
      (id) =>
        `<entry name="vsys${id}"><display-name>branch ${index} tenant ${id}</display-name><shared-policy-status/><shared-policy-md5sum>0123456789abcdef0123456789abcdef</shared-policy-md5sum><shared-policy-version>42</shared-policy-version></entry>`,
    )
    .join('');
  return `<entry name="${serial(index)}"><serial>${serial(index)}</serial><connected>yes</connected><unsupported-version>no</unsupported-version><hostname>branch-fw-${index}</hostname><ip-address>${address(index)}</ip-address><ipv6-address>unknown</ipv6-address><mac-addr/><uptime>12 days, 3:04:05</uptime><family>400</family><model>PA-440</model><sw-version>10.2.10</sw-version><app-version>8832-8912</app-version><av-version>4567-5085</av-version><wildfire-version>0</wildfire-version><threat-version>8832-8912</threat-version><url-db>paloaltonetworks</url-db><url-filtering-version>20261101.20001</url-filtering-version><logdb-version>10.2.1</logdb-version><vpnclient-package-version/><global-protect-client-package-version>0.0.0</global-protect-client-package-version><prev-app-version>8830-8900</prev-app-version><domain/><ha><state>active</state><peer><serial>${serial(index ^ 1)}</serial></peer></ha><ha-cluster><state>cluster-unknown</state></ha-cluster><operational-mode>normal</operational-mode><certificate-status/><certificate-subject-name>${serial(index)}</certificate-subject-name><certificate-expiry>2031/11/09 14:24:17</certificate-expiry><connected-at>2026/02/08 03:08:53</connected-at><custom-certificate-usage>no</custom-certificate-usage><multi-vsys>yes</multi-vsys><vsys>${vsys}</vsys></entry>`;
}

function route(index: number): string {
  return `<entry><virtual-router>default</virtual-router><destination>${address(index)}/32</destination><nexthop>192.0.2.${index & 255}</nexthop><metric>10</metric><flags>A S   </flags><age/><interface>ethernet1/${(index & 15) + 1}</interface><route-table>unicast</route-table></entry>`;
}

function advancedTable(numbers: readonly number[]): string {
  const prefixes = numbers.map((index) => {
    const prefix = `${address(index)}/32`;
    const path = {
      prefix,
      protocol: 'bgp',
      vrfId: 0,
      selected: true,
      destSelected: true,
      distance: 20,
      metric: 10,
      installed: true,
      table: 254,
      nexthops: [
        {
          flags: 3,
          fib: true,
          ip: `192.0.2.${index & 255}`,
          afi: 'ipv4',
          interfaceName: `ethernet1/${(index & 15) + 1}`,
          active: true,
          weight: 1,
        },
      ],
      uptime: '1d02h03m',
    };
    return `"${prefix}":[${JSON.stringify(path)}]`;
  });
  return `{"default":{${prefixes.join(',')}}}`.replaceAll('"', '&quot;');
}

function neighbour(index: number): string {
  return `<entry><status>  c  </status><ip>${address(index)}</ip><mac>00:1b:17:${(index >> 16) & 15}0:${(index >> 8) & 15}1:${index & 15}2</mac><ttl>${index % 1800}</ttl><interface>ethernet1/${(index & 15) + 1}</interface><port>ethernet1/1</port></entry>`;
}
