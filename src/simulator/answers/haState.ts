/** `show high-availability state` of a standalone firewall and of a member of an active/passive pair. docs/PANOS.md "High availability". */
import { compareVersions } from '../../panos/version.ts';
import type { Firewall, HaMember } from '../firewall.ts';
import { isFunctional, peerOf } from '../ha.ts';
import { element, fields, success, type SimReply } from '../replies.ts';
import { CONTENT_VERSION } from './systemInfo.ts';

/** What a device without HA says, and a member whose HA daemon is not up yet. */
const NOT_ENABLED =
  '<enabled>no</enabled><group><local-info><ha1-encrypt-imported>no</ha1-encrypt-imported></local-info></group>';

export function haState(firewall: Firewall): SimReply {
  const member = firewall.ha;
  const peer = peerOf(firewall);
  if (member === null || member.state === 'off' || !peer?.ha) return success(NOT_ENABLED);
  const peerUp = peer.ha.state !== 'off';
  const group =
    fields({ mode: 'Active-Passive' }) +
    element('local-info', localInfo(firewall, member, peer, peer.ha)) +
    element('peer-info', peerInfo(peer, peer.ha, peerUp)) +
    '<link-monitoring><failure-condition>any</failure-condition><enabled>yes</enabled><groups/></link-monitoring>' +
    '<path-monitoring><virtual-wire/><failure-condition>any</failure-condition><enabled>yes</enabled><vlan/><virtual-router/></path-monitoring>' +
    fields({
      'running-sync': peerUp && firewall.version === peer.version ? 'synchronized' : 'not synchronized',
      'running-sync-enabled': 'yes',
    });
  return success(fields({ enabled: 'yes' }) + element('group', group));
}

/** Devices tell their serial here since 11.0; before, only Panorama knows who is whose peer. */
function serialNumber(firewall: Firewall): string | undefined {
  return compareVersions(firewall.version, '11.0.0') >= 0 ? firewall.spec.serial : undefined;
}

function match(same: boolean): string {
  return same ? 'Match' : 'Mismatch';
}

function localInfo(firewall: Firewall, member: HaMember, peer: Firewall, peerMember: HaMember): string {
  const { now } = firewall.world.agenda;
  const inSync = isFunctional(member) && isFunctional(peerMember) && now >= member.sessionsSyncedAt;
  return (
    fields({
      'url-compat': 'Mismatch',
      'app-version': CONTENT_VERSION,
      'build-rel': firewall.version,
      'serial-num': serialNumber(firewall),
      'platform-model': firewall.spec.model,
      'av-compat': 'Match',
      'ha1-port': 'ha1-a',
      'ha2-port': 'hsci',
      'state-sync-type': 'ethernet',
      priority: member.spec.priority,
      'preempt-hold': 1,
      state: member.state,
      version: 1,
      'promotion-hold': 2000,
      'threat-compat': 'Match',
      'state-sync': inSync ? 'Complete' : 'incomplete',
      'heartbeat-interval': 1000,
      'hello-interval': 8000,
      'ha1-encrypt-imported': 'no',
      'mgmt-ip': `${firewall.address}/24`,
      'threat-version': CONTENT_VERSION,
      'state-duration': Math.floor((now - member.since) / 1000),
      'max-flaps': 3,
      'ha1-encrypt-enable': 'no',
      'mgmt-ipv6': '',
      preemptive: member.spec.preemptive ? 'yes' : 'no',
    }) +
    '<active-passive><passive-link-state>auto</passive-link-state><monitor-fail-holddown>1</monitor-fail-holddown></active-passive>' +
    fields({
      'last-error-state': member.lastError?.state,
      'last-error-reason': member.lastError?.reason,
      mode: 'Active-Passive',
      'build-compat': match(firewall.version === peer.version),
      'app-compat': 'Match',
    })
  );
}

function peerInfo(peer: Firewall, member: HaMember, up: boolean): string {
  const status = up ? 'up' : 'down';
  const connection = (description: string, primary = true): string =>
    fields({ 'conn-status': status, 'conn-primary': primary ? 'yes' : undefined, 'conn-desc': description });
  return (
    fields({
      'app-version': CONTENT_VERSION,
      'platform-model': peer.spec.model,
      'serial-num': serialNumber(peer),
      priority: member.spec.priority,
      state: up ? member.state : 'unknown',
      version: 1,
      'last-error-reason': member.lastError?.reason,
      'build-rel': peer.version,
      'conn-status': status,
      'mgmt-ip': `${peer.address}/24`,
      'threat-version': CONTENT_VERSION,
    }) +
    element('conn-ha2', connection('link status')) +
    element('conn-ha1', connection('heartbeat status')) +
    fields({
      'state-duration': Math.floor((peer.world.agenda.now - member.since) / 1000),
      'mgmt-ipv6': '',
      'last-error-state': member.lastError?.state,
      preemptive: member.spec.preemptive ? 'yes' : 'no',
      mode: 'Active-Passive',
    })
  );
}
