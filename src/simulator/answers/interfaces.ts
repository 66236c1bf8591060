/** `show interface all | hardware | NAME` and the jumbo frame setting. docs/PANOS.md "Interfaces". */
import type { Firewall } from '../device/firewall.ts';
import { siteOf } from '../ha/forwarding.ts';
import { element, escaped, fields, success, successText, type SimReply } from '../server/replies.ts';

const PORTS = 12;
const FIRST_PORT_ID = 16;

interface Port {
  readonly name: string;
  readonly number: number;
  readonly up: boolean;
}

/** The first ports carry the traffic; what is down is at the end. */
function ports(firewall: Firewall): Port[] {
  const connected = PORTS - firewall.spec.condition.interfacesDown;
  return Array.from({ length: PORTS }, (_, index) => ({
    name: `ethernet1/${index + 1}`,
    number: index + 1,
    up: firewall.chassisReady && index < connected,
  }));
}

export function allInterfaces(firewall: Firewall): SimReply {
  const logical = ports(firewall).map((port) => element('entry', logicalFields(firewall, port)));
  return success(hardware(firewall) + element('ifnet', logical.join('')));
}

export function hardwareInterfaces(firewall: Firewall): SimReply {
  return success(hardware(firewall));
}

/** One port in full. A name that does not exist is a success with an error inside. */
export function oneInterface(firewall: Firewall, name: string): SimReply {
  const port = ports(firewall).find((known) => known.name === name);
  if (port === undefined) return success(element('error', escaped(`Interface '${name}' not found`)));
  const counters = element(
    'counters',
    element('hw', element('entry', fields({ name, ipackets: 4711, opackets: 4242, ierrors: 0, idrops: 0 }))),
  );
  return success(
    element('ifnet', logicalFields(firewall, port) + fields({ mode: 'layer3' }) + counters) +
      element('hw', hardwareFields(port)) +
      fields({ dp: 'dp0' }),
  );
}

function hardware(firewall: Firewall): string {
  const entries = ports(firewall).map((port) => element('entry', hardwareFields(port)));
  return element('hw', entries.join(''));
}

function hardwareFields(port: Port): string {
  const speed = port.up ? '1000' : 'ukn';
  const duplex = port.up ? 'full' : 'ukn';
  const state = port.up ? 'up' : 'down';
  return fields({
    name: port.name,
    duplex,
    type: 0,
    state,
    st: `${speed}/${duplex}/${state}`,
    mac: `02:5e:10:00:00:${port.number.toString(16).padStart(2, '0')}`,
    mode: '(autoneg)',
    speed,
    id: FIRST_PORT_ID + port.number - 1,
  });
}

function logicalFields(firewall: Firewall, port: Port): string {
  const site = siteOf(firewall);
  const { further, ipv6, learned } = moreAddresses(firewall, port);
  return (
    fields({
      name: port.name,
      zone: port.number === 1 ? 'outside' : 'inside',
      fwd: 'vr:default',
      vsys: 1,
    }) +
    members('dyn-addr', learned) +
    members('addr6', ipv6) +
    fields({
      tag: 0,
      ip: learned.length > 0 ? 'N/A' : `10.${site}.${port.number - 1}.1/24`,
      id: FIRST_PORT_ID + port.number - 1,
    }) +
    members('addr', further)
  );
}

/** Besides the one address that a port has. */
function moreAddresses(
  firewall: Firewall,
  port: Port,
): { further: string[]; ipv6: string[]; learned: string[] } {
  const site = siteOf(firewall);
  const isSecond = firewall.spec.answers.addresses === 'several' && port.number === 2;
  const isThird = firewall.spec.answers.addresses === 'several' && port.number === 3;
  return {
    further: isSecond ? [`10.${site}.101.1/24`] : [],
    ipv6: isSecond ? ['fe80::5e10:2/64', `2001:db8:${site.toString(16)}::1/64`] : [],
    learned: isThird && port.up ? [`10.${site}.102.7/24`] : [],
  };
}

function members(name: string, texts: readonly string[]): string {
  return texts.length === 0
    ? `<${name}/>`
    : element(name, texts.map((text) => element('member', text)).join(''));
}

/** `show system state filter sw.dev.interface.config`: nearly JSON, and comments in it may hold quotes and commas. */
export function interfaceState(firewall: Firewall): SimReply {
  const { jumboFrames, mtu = jumboFrames ? 9192 : 1500 } = firewall.spec.condition;
  const state = ports(firewall).map(
    ({ name, number }) => `'${name}': { 'comment': port ${number}, the "${name}" one, 'mtu': ${mtu}, },`,
  );
  return successText(`sw.dev.interface.config: { ${state.join(' ')} }`);
}

export function jumboFrames(firewall: Firewall): SimReply {
  return success(firewall.spec.condition.jumboFrames ? 'on' : 'off');
}
