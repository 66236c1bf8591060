/** What Panorama says about itself. docs/PANOS.md "System info", "High availability". */
import { newestContent } from '../software/contentUpdate.ts';
import { clockText, stampText, timeText, uptimeText } from '../time/deviceTime.ts';
import type { Panorama } from './panorama.ts';
import { element, fields, success, type SimReply } from '../server/replies.ts';

export function panoramaInfo(panorama: Panorama): SimReply {
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
        'app-version': newestContent(fleet),
        'platform-family': 'pc',
        'system-mode': 'panorama',
        'operational-mode': 'normal',
        'licensed-device-capacity': 1000,
      }),
    ),
  );
}

/** `type=version`. */
export function panoramaVersion(panorama: Panorama): SimReply {
  const { serial, version } = panorama.world.fleet.panorama;
  return success(fields({ 'sw-version': version, 'multi-vsys': 'off', model: 'Panorama', serial }));
}

/** No `group`, and states of its own. */
export function panoramaHaState(panorama: Panorama): SimReply {
  const { ha, version } = panorama.world.fleet.panorama;
  if (ha === undefined) {
    return success('<enabled>no</enabled><local-info><encrypt-imported>no</encrypt-imported></local-info>');
  }
  const [priority, state] = ha.state.split('-');
  const peerPriority = priority === 'primary' ? 'secondary' : 'primary';
  const peerState = `${peerPriority}-${state === 'active' ? 'passive' : 'active'}`;
  const since = Math.floor((panorama.world.agenda.now - panorama.bootedAt) / 1000);
  const both = { version: 1, 'state-duration': since, preemptive: 'yes', 'build-rel': version };
  const local = fields({
    ...both,
    state: ha.state,
    'mgmt-ip': `${panorama.address}/24`,
    priority,
    'app-version': newestContent(panorama.world.fleet),
    'encrypt-imported': 'no',
    'build-compat': 'Match',
    'app-compat': 'Match',
  });
  const link = fields({ 'conn-status': 'up', 'conn-primary': 'yes', 'conn-desc': 'heartbeat status' });
  const peer =
    element('conn-ha1', link) +
    fields({
      ...both,
      'conn-status': 'up',
      state: peerState,
      // Without a mask, unlike one's own.
      'mgmt-ip': ha.peerAddress,
      priority: peerPriority,
      'app-version': newestContent(panorama.world.fleet),
    });
  return success(
    fields({ enabled: 'yes' }) +
      element('local-info', local) +
      element('peer-info', peer) +
      fields({ 'running-sync': 'synchronized', 'running-sync-enabled': 'yes' }),
  );
}

/** Its own jobs: neither details nor warnings. */
export function panoramaJobs(panorama: Panorama): SimReply {
  const at = panorama.world.agenda.now - 3_600_000;
  const job = fields({
    tenq: stampText(at),
    tdeq: timeText(at),
    id: 385,
    user: '',
    type: 'RefreshLic',
    status: 'FIN',
    queued: 'NO',
    stoppable: 'no',
    result: 'OK',
    tfin: timeText(at + 1000),
    description: '',
    positionInQ: 0,
    progress: 100,
  });
  return success(element('job', job));
}
