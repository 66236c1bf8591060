/** What a device forwards by and over: forwarding table, BGP, tunnels, interfaces, sessions. */
import { whole } from '../calls/answerReader.ts';
import { readAdvancedBgpPeers, readLegacyBgpPeers, type BgpPeer } from '../answers/forwarding/bgpPeers.ts';
import { fibReader, type FibEntry } from '../answers/forwarding/fib.ts';
import { readInterfaces, type Interfaces } from '../answers/forwarding/interfaces.ts';
import { readRoutingSummary, type RoutingSummary } from '../answers/forwarding/routingSummary.ts';
import { sessionsReader, type Session } from '../answers/forwarding/sessionList.ts';
import { readIpsecAssociations, readTunnelFlows, type IpsecTunnel } from '../answers/forwarding/tunnels.ts';
import { op, READ, type ReadCommand } from '../calls/command.ts';

/** @param engine as SystemInfo.routingEngine says; the other engine's command is refused. */
export function showFib(engine: 'legacy' | 'advanced'): ReadCommand<FibEntry[]> {
  const word = routingWord(engine);
  return {
    ...READ,
    name: `show ${word} fib`,
    form: op(`<show><${word}><fib></fib></${word}></show>`),
    reader: fibReader,
  };
}

const showLegacyBgpPeers: ReadCommand<BgpPeer[]> = {
  ...READ,
  name: 'show routing protocol bgp peer',
  form: op('<show><routing><protocol><bgp><peer></peer></bgp></protocol></routing></show>'),
  reader: whole(readLegacyBgpPeers),
};

const showAdvancedBgpPeers: ReadCommand<BgpPeer[]> = {
  ...READ,
  name: 'show advanced-routing bgp peer status',
  form: op('<show><advanced-routing><bgp><peer><status></status></peer></bgp></advanced-routing></show>'),
  reader: whole(readAdvancedBgpPeers),
};

/** @param engine as for showFib. */
export function showBgpPeers(engine: 'legacy' | 'advanced'): ReadCommand<BgpPeer[]> {
  return engine === 'legacy' ? showLegacyBgpPeers : showAdvancedBgpPeers;
}

function routingWord(engine: 'legacy' | 'advanced'): string {
  return engine === 'legacy' ? 'routing' : 'advanced-routing';
}

/** Of the legacy engine. */
export const showRoutingSummary: ReadCommand<RoutingSummary> = {
  ...READ,
  name: 'show routing summary',
  form: op('<show><routing><summary></summary></routing></show>'),
  reader: whole(readRoutingSummary),
};

export const showTunnelFlows: ReadCommand<IpsecTunnel[]> = {
  ...READ,
  name: 'show running tunnel flow all',
  form: op('<show><running><tunnel><flow><all></all></flow></tunnel></running></show>'),
  reader: whole(readTunnelFlows),
};

export const showIpsecAssociations: ReadCommand<ReturnType<typeof readIpsecAssociations>> = {
  ...READ,
  name: 'show vpn ipsec-sa',
  form: op('<show><vpn><ipsec-sa></ipsec-sa></vpn></show>'),
  reader: whole(readIpsecAssociations),
};

export const showInterfaces: ReadCommand<Interfaces> = {
  ...READ,
  name: 'show interface all',
  form: op('<show><interface>all</interface></show>'),
  reader: whole(readInterfaces),
};

export const showHardwareInterfaces: ReadCommand<Interfaces> = {
  ...READ,
  name: 'show interface hardware',
  form: op('<show><interface>hardware</interface></show>'),
  reader: whole(readInterfaces),
};

/** The sessions that `isWanted` names; the device lists all of them, which is heavy on a busy one. */
export function findSessions(isWanted: (session: Session) => boolean): ReadCommand<Session[]> {
  return {
    ...READ,
    name: 'show session all',
    form: op('<show><session><all></all></session></show>'),
    reader: sessionsReader(isWanted),
  };
}
