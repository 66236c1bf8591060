/** `show interface all | hardware`. docs/PANOS.md "Interfaces". */
import { AnswerShapeError, knownText } from '../../calls/elementReaders.ts';
import { readEntries } from '../entries.ts';
import type { XmlElement } from '../../xml/xml.ts';

export interface HardwareInterface {
  readonly name: string;
  readonly state: 'up' | 'down' | 'unknown';
  /** The device's word. */
  readonly stateText: string;
  readonly speed: string | null;
}

export interface LogicalInterface {
  readonly name: string;
  readonly zone: string | null;
  /** The first address that is configured, with mask; null without one. */
  readonly ip: string | null;
  /** All, with mask: configured ones, those of IPv6, and learned ones. Link-local ones are left out. */
  readonly addresses: readonly string[];
}

const IS_ADDRESS = /^[\da-f]*[.:][\da-f.:]*(?:\/\d{1,3})?$/i;
/** Every interface makes one for itself, of its hardware address. */
const LINK_LOCAL = /^fe[89ab][\da-f]:/i;

/** What devices write for the speed of a port that has none. */
const NO_SPEED: ReadonlySet<string> = new Set(['ukn', '[n/a]']);

export interface Interfaces {
  readonly hardware: readonly HardwareInterface[];
  /** None in the answer to `show interface hardware`. */
  readonly logical: readonly LogicalInterface[];
}

/**
 * @throws AnswerShapeError when there is not one port in it, which no firewall is without; also for the success that says
 *   an interface was not found.
 */
export function readInterfaces(response: XmlElement): Interfaces {
  const hardware = readEntries('ports', response.allAt('result/hw'), readHardware);
  if (hardware.length === 0) throw new AnswerShapeError('no ports in it');
  return { hardware, logical: readEntries('interfaces', response.allAt('result/ifnet'), readLogical) };
}

function readHardware(entry: XmlElement): HardwareInterface | null {
  const name = entry.text('name');
  if (name === undefined) return null;
  const stateText = entry.text('state') ?? '';
  const state = stateText.toLowerCase();
  return {
    name,
    state: state === 'up' || state === 'down' ? state : 'unknown',
    stateText,
    speed: NO_SPEED.has(entry.text('speed')?.toLowerCase() ?? '') ? null : knownText(entry, 'speed'),
  };
}

function readLogical(entry: XmlElement): LogicalInterface | null {
  const name = entry.text('name');
  if (name === undefined) return null;
  const ip = knownText(entry, 'ip');
  const others = ['addr', 'addr6', 'dyn-addr']
    .flatMap((name) => entry.all(name))
    .flatMap((holder) => [holder, ...holder.all('member'), ...holder.all('entry')])
    // A word may follow that says where it is from.
    .map((place) => place.text()?.split(/\s/, 1)[0] ?? '')
    .filter((text) => IS_ADDRESS.test(text) && !LINK_LOCAL.test(text));
  const addresses = [...new Set(ip === null ? others : [ip, ...others])];
  return { name, zone: knownText(entry, 'zone'), ip, addresses };
}
