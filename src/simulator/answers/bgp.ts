/** BGP peers of both routing engines. docs/PANOS.md "BGP peers". */
import type { Firewall } from '../device/firewall.ts';
import { element, escaped, fields, success, unexpectedCommand, type SimReply } from '../server/replies.ts';
import { legacyOnly } from './routes.ts';

interface Peer {
  readonly name: string;
  readonly address: string;
  readonly remoteAs: number;
  readonly established: boolean;
}

const GROUP = 'uplinks';
const LOCAL_AS = 65_000;

/** Sessions stand while the device forwards; the last peers of the list may be down. */
function peers(firewall: Firewall): Peer[] {
  const { bgpPeers, bgpPeersDown } = firewall.spec.condition;
  return Array.from({ length: bgpPeers }, (_, index) => ({
    name: `isp-${index + 1}`,
    address: `203.0.113.${index + 1}`,
    remoteAs: 64_512 + index,
    established: firewall.forwardingSince !== null && index < bgpPeers - bgpPeersDown,
  }));
}

export function legacyBgpPeers(firewall: Firewall): SimReply {
  return legacyOnly(firewall) ?? success(peers(firewall).map(legacyPeer).join(''));
}

function legacyPeer(peer: Peer): string {
  const { established } = peer;
  const counter =
    '<entry afi-safi="bgpAfiIpv4-unicast">' +
    fields({ 'incoming-total': 12, 'incoming-accepted': 12, 'incoming-rejected': 0, 'outgoing-total': 4 }) +
    '</entry>';
  const body =
    fields({
      'peer-group': GROUP,
      'peer-router-id': established ? peer.address : '0.0.0.0',
      'remote-as': peer.remoteAs,
      // Not connected is called Active.
      status: established ? 'Established' : 'Active',
      'status-duration': established ? 86_400 : 0,
      'password-set': 'no',
      passive: 'no',
      'multi-hop-ttl': 1,
      'peer-address': established ? `${peer.address}:179` : peer.address,
      'local-address': '192.0.2.254:35355',
      'peering-type': 'Unspecified',
      holdtime: established ? 90 : 0,
      'holdtime-config': 90,
      'msg-update-in': established ? 120 : 0,
      'msg-update-out': established ? 40 : 0,
      'last-error': '',
      'established-counts': established ? 1 : 0,
    }) +
    element('config', fields({ 'remove-private-as': 'no' })) +
    '<peer-capability></peer-capability>' +
    element('prefix-counter', established ? counter : '');
  return `<entry peer="${peer.name}" vr="default">${body}</entry>`;
}

/** The advanced engine answers with JSON as text. */
export function advancedBgpPeers(firewall: Firewall): SimReply {
  if (!firewall.spec.advancedRouting) return unexpectedCommand(['show', 'advanced-routing']);
  const byName = Object.fromEntries(peers(firewall).map((peer) => [peer.name, advancedPeer(peer)]));
  return success(element('json', escaped(JSON.stringify(byName))));
}

function advancedPeer(peer: Peer): object {
  const state = peer.established ? 'Established' : 'Connect';
  return {
    'remote-as': peer.remoteAs,
    'local-as': LOCAL_AS,
    'peer-group-name': GROUP,
    state,
    'local-ip': '192.0.2.254',
    'peer-ip': peer.address,
    'peer-name': peer.name,
    'status-time': peer.established ? 86_400 : 12,
    ipv4: true,
    ipv6: false,
    detail: {
      remoteAs: peer.remoteAs,
      localAs: LOCAL_AS,
      peerGroup: GROUP,
      remoteRouterId: peer.established ? peer.address : '0.0.0.0',
      bgpState: state,
      connectionsEstablished: peer.established ? 1 : 0,
      connectionsDropped: 0,
      addressFamilyInfo: { ipv4Unicast: { acceptedPrefixCounter: peer.established ? 12 : 0 } },
    },
  };
}
