/** `show panorama-status`: text, and empty without a Panorama. docs/PANOS.md "Panorama status". */
import { compareVersions } from '../../panos/version.ts';
import type { Firewall } from '../device/firewall.ts';
import { success, successText, type SimReply } from '../server/replies.ts';

/** A second server shows how blocks are separated. */
const SECOND_SERVER = '10.77.0.3';

export function panoramaStatus(firewall: Firewall): SimReply {
  const { panorama } = firewall.spec.condition;
  if (panorama === 'not_configured') return success('');
  const connected = panorama === 'connected' ? 'yes' : 'no';
  const servers = [block(1, firewall.world.fleet.panorama.address, connected), block(2, SECOND_SERVER, 'no')];
  // A blank line between servers until 10.2, none from 11.0 on.
  const separator = compareVersions(firewall.version, '11.0.0') >= 0 ? '\n' : '\n\n';
  return successText(servers.join(separator));
}

function block(number: number, address: string, connected: 'yes' | 'no'): string {
  const state = connected === 'yes' ? 'Active' : 'disconnected';
  return [
    `Panorama Server ${number} : ${address}`,
    `    Connected     : ${connected}`,
    `    HA state      : ${state}`,
  ].join('\n');
}
