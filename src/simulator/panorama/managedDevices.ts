/** What Panorama says about the firewalls it manages. docs/PANOS.md "Panorama inventory". */
import { stampText, uptimeText } from '../time/deviceTime.ts';
import type { Firewall } from '../device/firewall.ts';
import { element, escaped, fields, success, type SimReply } from '../server/replies.ts';

/** Whether Panorama has a connection to it. */
export function isConnected(firewall: Firewall): boolean {
  return firewall.phase === 'working';
}

/** `show devices all | connected`. */
export function devices(firewalls: readonly Firewall[]): SimReply {
  return success(
    element('devices', firewalls.map((firewall) => entry(firewall, details(firewall))).join('')),
  );
}

/** `show devicegroups`: the devices once more, with the state of the last commit to them. */
export function deviceGroups(firewalls: readonly Firewall[]): SimReply {
  const groups = Map.groupBy(firewalls, ({ spec }) => spec.deviceGroup);
  const entries = [...groups].map(
    ([name, members]) =>
      `<entry name="${escaped(name)}">${element('devices', groupMembers(members))}</entry>`,
  );
  return success(element('devicegroups', entries.join('')));
}

function groupMembers(firewalls: readonly Firewall[]): string {
  const members = firewalls.map((firewall) => {
    const inSync = !firewall.spec.pendingChanges;
    return entry(
      firewall,
      details(firewall) +
        fields({
          'last-commit-all-state-sp': inSync ? 'commit succeeded' : 'commit failed',
          'shared-policy-status': inSync ? 'In Sync' : 'Out of Sync',
          'shared-policy-md5sum': '9f2d5c1be0a74d0d8f61a3c97e5b42d6',
        }),
    );
  });
  return members.join('');
}

function entry(firewall: Firewall, content: string): string {
  return `<entry name="${firewall.spec.serial}">${content}</entry>`;
}

/** Of a device that is not connected, what was heard last. */
function details(firewall: Firewall): string {
  const { spec, ha } = firewall;
  const { now } = firewall.world.agenda;
  const seen = firewall.lastSeen ?? {
    version: firewall.version,
    uptimeMs: now - firewall.bootedAt,
    haState: ha === null || ha.state === 'off' ? null : ha.state,
  };
  const state = seen.haState === null ? '' : fields({ state: seen.haState });
  const haXml = ha === null ? '' : element('ha', state + element('peer', fields({ serial: ha.spec.peer })));
  return (
    fields({
      serial: spec.serial,
      connected: isConnected(firewall) ? 'yes' : 'no',
      'unsupported-version': 'no',
      'wildfire-rt': 'no',
      deactivated: 'no',
      hostname: spec.hostname,
      'ip-address': firewall.listedAddress,
      'ipv6-address': 'unknown',
      'mac-addr': '',
      uptime: uptimeText(seen.uptimeMs),
      family: firewall.family,
      model: spec.model,
      'sw-version': seen.version,
      'app-version': firewall.content.version,
      'av-version': '5211-5737',
      'wildfire-version': 0,
      'threat-version': firewall.content.version,
      'url-filtering-version': '0000.00.00.000',
    }) +
    haXml +
    '<ha-cluster><state>cluster-unknown</state></ha-cluster>' +
    fields({
      'vpn-disable-mode': 'no',
      'operational-mode': 'normal',
      'certificate-status': '',
      'certificate-subject-name': spec.serial,
      'connected-at': isConnected(firewall) ? stampText(Math.max(firewall.bootedAt, now - 86_400_000)) : ' ',
      'multi-vsys': spec.multiVsys ? 'yes' : 'no',
    }) +
    element('vsys', (spec.multiVsys ? ['vsys1', 'vsys2'] : ['vsys1']).map(vsys).join(''))
  );
}

function vsys(name: string): string {
  return `<entry name="${name}">${fields({ 'display-name': name, 'shared-policy-status': '' })}</entry>`;
}
