/** `show high-availability state` of a standalone firewall and of a member of a pair. docs/PANOS.md "High availability". */
import { compareVersions } from '../../panos/version.ts';
import type { Firewall, HaMember } from '../device/firewall.ts';
import { deviceId, peerOf, seesPeer } from '../ha/haRoles.ts';
import { runningSync, stateSync } from '../ha/haSync.ts';
import { element, fields, success, type SimReply } from '../server/replies.ts';

const MODES = { 'active-passive': 'Active-Passive', 'active-active': 'Active-Active' } as const;
type Mode = (typeof MODES)[keyof typeof MODES];

/** What a device without HA says, and a member whose HA daemon is not up yet. */
const NOT_ENABLED =
  '<enabled>no</enabled><group><local-info><ha1-encrypt-imported>no</ha1-encrypt-imported></local-info></group>';

export function haState(firewall: Firewall): SimReply {
  const member = firewall.ha;
  if (member === null || member.state === 'off') return success(NOT_ENABLED);
  const peer = peerOf(firewall);
  const seen = peer !== undefined && seesPeer(firewall);
  const mode = MODES[member.spec.mode];
  const group =
    fields({ mode }) +
    element('local-info', localInfo(firewall, member, peer)) +
    element(
      'peer-info',
      peer === undefined || peer.ha === null ? unknownPeer(mode) : peerInfo(peer, peer.ha, seen),
    ) +
    '<link-monitoring><failure-condition>any</failure-condition><enabled>yes</enabled><groups/></link-monitoring>' +
    '<path-monitoring><virtual-wire/><failure-condition>any</failure-condition><enabled>yes</enabled><vlan/><virtual-router/></path-monitoring>' +
    fields({
      'running-sync': runningSync(firewall),
      'running-sync-enabled': yesOrNo(member.spec.configSync),
    });
  return success(fields({ enabled: 'yes' }) + element('group', group));
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** Devices tell their serial here since 11.0; before, only Panorama knows who is whose peer. */
function serialNumber(firewall: Firewall): string | undefined {
  return compareVersions(firewall.version, '11.0.0') >= 0 ? firewall.serial : undefined;
}

function match(same: boolean): string {
  return same ? 'Match' : 'Mismatch';
}

function localInfo(firewall: Firewall, member: HaMember, peer: Firewall | undefined): string {
  const { now } = firewall.world.agenda;
  const { mode } = member.spec;
  const matches = (same: (peer: Firewall) => boolean): string => match(peer === undefined || same(peer));
  return (
    fields({
      'url-compat': 'Mismatch',
      'app-version': firewall.content.version,
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
      'state-reason': stateReason(member),
      version: 1,
      'promotion-hold': 2000,
      'threat-compat': matches((other) => other.content.version === firewall.content.version),
      'state-sync': stateSync(firewall),
      'heartbeat-interval': 1000,
      'hello-interval': 8000,
      'ha1-encrypt-imported': 'no',
      'mgmt-ip': `${firewall.address}/24`,
      'threat-version': firewall.content.version,
      'state-duration': Math.floor((now - member.since) / 1000),
      'max-flaps': 3,
      'ha1-encrypt-enable': 'no',
      'mgmt-ipv6': '',
      preemptive: yesOrNo(member.spec.preemptive),
    }) +
    (mode === 'active-passive'
      ? '<active-passive><passive-link-state>auto</passive-link-state><monitor-fail-holddown>1</monitor-fail-holddown></active-passive>'
      : fields({ 'device-id': deviceId(firewall) })) +
    fields({
      'last-error-state': member.lastError?.state,
      'last-error-reason': member.lastError?.reason,
      mode: MODES[mode],
      'build-compat': matches((other) => other.version === firewall.version),
      'app-compat': matches((other) => other.content.version === firewall.content.version),
    })
  );
}

function peerInfo(peer: Firewall, member: HaMember, up: boolean): string {
  const status = up ? 'up' : 'down';
  const connection = (description: string, primary = true): string =>
    fields({ 'conn-status': status, 'conn-primary': primary ? 'yes' : undefined, 'conn-desc': description });
  return (
    fields({
      'app-version': peer.content.version,
      'platform-model': peer.spec.model,
      'serial-num': serialNumber(peer),
      priority: member.spec.priority,
      state: up ? member.state : 'unknown',
      'state-reason': up ? stateReason(member) : undefined,
      version: 1,
      'last-error-reason': member.lastError?.reason,
      'build-rel': peer.version,
      'conn-status': status,
      'mgmt-ip': `${peer.address}/24`,
      'threat-version': peer.content.version,
    }) +
    element('conn-ha2', connection('link status')) +
    element('conn-ha1', connection('heartbeat status')) +
    fields({
      'state-duration': Math.floor((peer.world.agenda.now - member.since) / 1000),
      'mgmt-ipv6': '',
      'last-error-state': member.lastError?.state,
      preemptive: yesOrNo(member.spec.preemptive),
      mode: MODES[member.spec.mode],
      'device-id': member.spec.mode === 'active-active' ? deviceId(peer) : undefined,
    })
  );
}

/** Of the present state; that of the last one that was out of order stays in `last-error-reason`. */
function stateReason({ state, lastError }: HaMember): string | undefined {
  return lastError?.state === state ? lastError.reason : undefined;
}

/** Of a peer that was never seen. */
function unknownPeer(mode: Mode): string {
  return fields({ state: 'unknown', 'build-rel': '', 'conn-status': 'down', 'mgmt-ip': '', mode });
}
