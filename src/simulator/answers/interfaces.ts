/** `show interface all | hardware | NAME` and the jumbo frame setting. docs/PANOS.md "Interfaces". */
import type { Firewall } from '../device/firewall.ts';
import { siteOf } from '../ha/forwarding.ts';
import { element, escaped, fields, success, type SimReply } from '../server/replies.ts';

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
  return (
    fields({
      name: port.name,
      zone: port.number === 1 ? 'outside' : 'inside',
      fwd: 'vr:default',
      vsys: 1,
    }) +
    '<dyn-addr/><addr6/>' +
    fields({ tag: 0, ip: `10.${site}.${port.number - 1}.1/24`, id: FIRST_PORT_ID + port.number - 1 }) +
    '<addr/>'
  );
}

export function jumboFrames(firewall: Firewall): SimReply {
  return success(firewall.spec.condition.jumboFrames ? 'on' : 'off');
}
