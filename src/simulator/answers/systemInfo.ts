/** `show system info` and `type=version`. docs/PANOS.md "System info". */
import { compareVersions } from '../../panos/version.ts';
import { clockText, uptimeText } from '../time/deviceTime.ts';
import { localTime, type Firewall } from '../device/firewall.ts';
import { element, fields, success, type SimReply } from '../server/replies.ts';

export function systemInfo(firewall: Firewall): SimReply {
  const { spec, family, serial } = firewall;
  const { now } = firewall.world.agenda;
  const isVm = family === 'vm';
  const knowsAdvancedRouting = compareVersions(firewall.version, '10.2.0') >= 0;
  const body =
    fields({
      hostname: spec.hostname,
      'ip-address': firewall.address,
      'public-ip-address': 'unknown',
      netmask: '255.255.255.0',
      'is-dhcp': 'no',
      'ipv6-address': 'unknown',
      'mac-address': `02:5e:00:00:${serial.slice(-4, -2)}:${serial.slice(-2)}`,
      time: `${clockText(localTime(firewall, now))}\n`,
      uptime: uptimeText(now - firewall.bootedAt, spec.uptimeWithoutDays),
      devicename: spec.hostname,
      family,
      model: spec.model,
      serial,
      'vm-license': isVm ? 'VM-FLEX-4' : undefined,
      'vm-mode': isVm ? 'VMware ESXi' : undefined,
      'cloud-mode': 'non-cloud',
      'sw-version': firewall.version,
      'global-protect-client-package-version': '0.0.0',
      'app-version': firewall.content.version,
      'av-version': '5211-5737',
      'threat-version': firewall.content.version,
      'wildfire-version': '0',
      'url-filtering-version': '0000.00.00.000',
    }) +
    `<plugin_versions><entry name="dlp" version="1.0.4"><pkginfo>dlp-1.0.4</pkginfo></entry></plugin_versions>` +
    fields({
      'platform-family': family,
      'vpn-disable-mode': 'off',
      'multi-vsys': spec.multiVsys ? 'on' : 'off',
    }) +
    // Small hardware really says this twice.
    (family === '400' ? fields({ ZTP: 'Disabled' }).repeat(2) : '') +
    fields({
      'operational-mode': 'normal',
      'advanced-routing': knowsAdvancedRouting ? (spec.advancedRouting ? 'on' : 'off') : undefined,
      'device-certificate-status': spec.condition.deviceCertificate,
    });
  return success(element('system', body));
}

export function typeVersion(firewall: Firewall): SimReply {
  return success(
    fields({
      'sw-version': firewall.version,
      'multi-vsys': firewall.spec.multiVsys ? 'on' : 'off',
      model: firewall.spec.model,
      serial: firewall.serial,
    }),
  );
}
