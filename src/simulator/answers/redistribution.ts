/**
 * User-ID and the redistribution of its mappings: one agent and one client, always connected. What is asked of
 * redistribution is known from 10.0 on. docs/PANOS.md "Simulator liberties".
 */
import { compareVersions } from '../../panos/version.ts';
import type { Firewall } from '../device/firewall.ts';
import { siteOf } from '../ha/forwarding.ts';
import {
  element,
  escaped,
  fields,
  success,
  successText,
  unexpectedCommand,
  type SimReply,
} from '../server/replies.ts';

const AGENT = 'uid-agent-1';
const PORT = 5007;

/** `show user user-id-service status`. */
export function userIdService(): SimReply {
  return successText(
    'User id service:          up\nlistening port:           5007\nnumber of clients:        1',
  );
}

/** `show user user-id-agent state all`. */
export function userIdAgents(firewall: Firewall): SimReply {
  return successText(agentText(firewall));
}

/** `show redistribution agent state all`. */
export function redistributionAgents(firewall: Firewall): SimReply {
  return tooOld(firewall) ?? successText(agentText(firewall));
}

/** `show redistribution service status`. */
export function redistributionService(firewall: Firewall): SimReply {
  return tooOld(firewall) ?? successText('Redistribution service:   up\nnumber of clients:        1');
}

/** `show redistribution service agent all`. */
export function serviceAgents(firewall: Firewall): SimReply {
  const agent = fields({
    host: hostOf(firewall, 9),
    port: PORT,
    'peer-address': hostOf(firewall, 9),
    vsys: 'vsys1',
    vsys_hub: 'no',
    state: 'conn:idle',
    'status-msg': '-',
    version: '0x6',
    'last-heard-time': Math.floor(firewall.world.agenda.now / 1000),
    num_recv_msgs: 0,
    num_sent_msgs: 0,
    'job-id': 0,
  });
  return tooOld(firewall) ?? success(`<entry name="${escaped(AGENT)}">${agent}</entry>`);
}

/** `show redistribution service client all`. */
export function serviceClients(firewall: Firewall): SimReply {
  const client = fields({
    host: hostOf(firewall, 8),
    port: 34_518,
    vsys: 'vsys1',
    version: 6,
    status: 'idle',
    redistribution: 'I',
  });
  return tooOld(firewall) ?? success(element('entry', client));
}

function agentText(firewall: Firewall): string {
  const host = hostOf(firewall, 9);
  const line = (name: string, value: string): string => `    ${name.padEnd(50)}: ${value}`;
  return [
    `Agent: ${AGENT}(vsys: vsys1) Host: ${host}(${host}):${PORT}`,
    line('Status', 'conn:idle'),
    line('Version', '0x6'),
    line('num of connection tried', '1'),
    line('num of connection succeeded', '1'),
    line('num of connection failed', '0'),
  ].join('\n');
}

function hostOf(firewall: Firewall, last: number): string {
  return `10.${siteOf(firewall)}.0.${last}`;
}

function tooOld(firewall: Firewall): SimReply | null {
  return compareVersions(firewall.version, '10.0.0') < 0
    ? unexpectedCommand(['show', 'redistribution'])
    : null;
}
