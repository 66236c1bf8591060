/** A pretend Panorama: it knows the fleet's firewalls and what it heard from each last. docs/PANOS.md "Panorama inventory". */
import type { Clock } from '../ports/clock.ts';
import { commandName, counted, hasValidKey, keygen, type SimRequest } from './access.ts';
import { CONTENT_VERSION } from './answers/systemInfo.ts';
import { CallLog } from './callLog.ts';
import { commandWords } from './commandWords.ts';
import { clockText, stampText, uptimeText } from './deviceTime.ts';
import type { Firewall, World } from './firewall.ts';
import {
  badRequest,
  element,
  fields,
  invalidCredential,
  malformedCommand,
  success,
  unexpectedCommand,
  type SimReply,
} from './replies.ts';

const UP_SINCE_DAYS = 63;

export interface Panorama {
  readonly world: World;
  readonly address: string;
  readonly calls: CallLog;
  readonly bootedAt: number;
}

export function createPanorama(world: World, address: string): Panorama {
  return { world, address, calls: new CallLog(), bootedAt: world.agenda.now - UP_SINCE_DAYS * 86_400_000 };
}

/** One HTTP exchange with Panorama. */
export async function callPanorama(panorama: Panorama, clock: Clock, request: SimRequest): Promise<SimReply> {
  const { fleet, agenda } = panorama.world;
  const words = request.form['type'] === 'op' ? commandWords(request.form['cmd'] ?? '') : [];
  return counted(panorama.calls, clock.now(), commandName(request, words), async () => {
    await clock.sleep(fleet.timing.latencyMs);
    agenda.advanceTo(clock.now());
    const owner = fleet.panorama.serial;
    if (request.form['type'] === 'keygen') return keygen(owner, fleet.credentials, request);
    if (!hasValidKey(owner, fleet.credentials, request)) return invalidCredential();
    if (request.form['type'] !== 'op') {
      return badRequest(`Illegal value for parameter "type" [${request.form['type'] ?? ''}].`);
    }
    if (words === null) return malformedCommand();
    const firewalls = [...panorama.world.firewalls.values()];
    switch (words.join(' ')) {
      case 'show system info':
        return panoramaInfo(panorama);
      case 'show devices all':
        return devices(firewalls);
      case 'show devices connected':
        return devices(firewalls.filter(isConnected));
      case 'show high-availability state':
        return success(
          '<enabled>no</enabled><local-info><encrypt-imported>no</encrypt-imported></local-info>',
        );
      default:
        return unexpectedCommand(words);
    }
  });
}

function panoramaInfo(panorama: Panorama): SimReply {
  const { fleet, agenda } = panorama.world;
  return success(
    element(
      'system',
      fields({
        hostname: fleet.panorama.hostname,
        'ip-address': panorama.address,
        netmask: '255.255.255.0',
        'ipv6-address': 'unknown',
        time: `${clockText(agenda.now)}\n`,
        uptime: uptimeText(agenda.now - panorama.bootedAt),
        devicename: fleet.panorama.hostname,
        family: 'pc',
        model: 'Panorama',
        serial: fleet.panorama.serial,
        'cloud-mode': 'non-cloud',
        'sw-version': fleet.panorama.version,
        'app-version': CONTENT_VERSION,
        'platform-family': 'pc',
        'system-mode': 'panorama',
        'operational-mode': 'normal',
        'licensed-device-capacity': 1000,
      }),
    ),
  );
}

function isConnected(firewall: Firewall): boolean {
  return firewall.phase === 'working';
}

function devices(firewalls: readonly Firewall[]): SimReply {
  return success(element('devices', firewalls.map(managedDevice).join('')));
}

function managedDevice(firewall: Firewall): string {
  const { spec, ha } = firewall;
  const { now } = firewall.world.agenda;
  const seen = firewall.lastSeen ?? {
    version: firewall.version,
    uptimeMs: now - firewall.bootedAt,
    haState: ha === null || ha.state === 'off' ? null : ha.state,
  };
  const state = seen.haState === null ? '' : fields({ state: seen.haState });
  const haXml = ha === null ? '' : element('ha', state + element('peer', fields({ serial: ha.spec.peer })));
  const body =
    fields({
      serial: spec.serial,
      connected: isConnected(firewall) ? 'yes' : 'no',
      'unsupported-version': 'no',
      'wildfire-rt': 'no',
      deactivated: 'no',
      hostname: spec.hostname,
      'ip-address': firewall.address,
      'ipv6-address': 'unknown',
      'mac-addr': '',
      uptime: uptimeText(seen.uptimeMs),
      family: firewall.family,
      model: spec.model,
      'sw-version': seen.version,
      'app-version': CONTENT_VERSION,
      'av-version': '5211-5737',
      'wildfire-version': 0,
      'threat-version': CONTENT_VERSION,
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
    element('vsys', (spec.multiVsys ? ['vsys1', 'vsys2'] : ['vsys1']).map(vsys).join(''));
  return `<entry name="${spec.serial}">${body}</entry>`;
}

function vsys(name: string): string {
  return `<entry name="${name}">${fields({ 'display-name': name, 'shared-policy-status': '' })}</entry>`;
}
