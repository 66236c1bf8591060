/**
 * User-ID and the redistribution of its mappings: agents it has them from, and one client it gives them to. What is asked
 * of redistribution is known from 10.0 on. docs/PANOS.md "User-ID" and "Simulator liberties".
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

const PORT = 5007;

interface Agent {
  readonly name: string;
  readonly host: string;
  readonly state: string;
}

/** Connected once the device is ready; the last ones of the list may be down. */
function agents(firewall: Firewall): Agent[] {
  const { userIdAgents, userIdAgentsDown } = firewall.spec.condition;
  return Array.from({ length: userIdAgents }, (_, index) => ({
    name: `uid-agent-${index + 1}`,
    host: hostOf(firewall, 9 + index),
    state: firewall.chassisReady && index < userIdAgents - userIdAgentsDown ? 'conn:idle' : 'not-conn:idle',
  }));
}

/** `show user user-id-service status`. */
export function userIdService(firewall: Firewall): SimReply {
  return successText(
    `User id service info:\n    User id service:          ${serviceState(firewall)}\n    listening port:           ${PORT}\n    number of clients:        1`,
  );
}

/** `show user user-id-agent state all`. */
export function userIdAgents(firewall: Firewall): SimReply {
  return successText(agents(firewall).map(agentText).join('\n\n'));
}

/** `show redistribution agent state all`. */
export function redistributionAgents(firewall: Firewall): SimReply {
  return tooOld(firewall) ?? userIdAgents(firewall);
}

/** `show redistribution service status`. */
export function redistributionService(firewall: Firewall): SimReply {
  return (
    tooOld(firewall) ??
    successText(
      `Redistribution info:\n    Redistribution service:   ${serviceState(firewall)}\n    listening port:           ${PORT}\n    number of clients:        1`,
    )
  );
}

/** `show redistribution service agent all`. */
export function serviceAgents(firewall: Firewall): SimReply {
  const entries = agents(firewall).map(({ name, host, state }) => {
    const agent = fields({
      host,
      port: PORT,
      'peer-address': host,
      vsys: 'vsys1',
      vsys_hub: 'no',
      state,
      'status-msg': '-',
      version: '0x6',
      'last-heard-time': Math.floor(firewall.world.agenda.now / 1000),
      num_recv_msgs: 0,
      num_sent_msgs: 0,
      'job-id': 0,
    });
    return `<entry name="${escaped(name)}">${agent}</entry>`;
  });
  return tooOld(firewall) ?? success(entries.join(''));
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

function agentText({ name, host, state }: Agent): string {
  const line = (what: string, value: string): string => `    ${what.padEnd(50)}: ${value}`;
  return [
    `Agent: ${name}(vsys: vsys1) Host: ${host}(${host}):${PORT}`,
    line('Status', state),
    line('Version', '0x6'),
    line('num of connection tried', '1'),
    line('num of connection succeeded', '1'),
    line('num of connection failed', '0'),
  ].join('\n');
}

function serviceState({ spec, chassisReady }: Firewall): 'up' | 'down' {
  return spec.condition.userIdService && chassisReady ? 'up' : 'down';
}

function hostOf(firewall: Firewall, last: number): string {
  return `10.${siteOf(firewall)}.0.${last}`;
}

function tooOld(firewall: Firewall): SimReply | null {
  return compareVersions(firewall.version, '10.0.0') < 0
    ? unexpectedCommand(['show', 'redistribution'])
    : null;
}
