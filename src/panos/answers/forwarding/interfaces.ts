/** `show interface all | hardware`. docs/PANOS.md "Interfaces". */
import { AnswerShapeError, isEmpty, knownText } from '../../calls/elementReaders.ts';
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
  /** With mask; null without an address. */
  readonly ip: string | null;
}

export interface Interfaces {
  readonly hardware: readonly HardwareInterface[];
  /** None in the answer to `show interface hardware`. */
  readonly logical: readonly LogicalInterface[];
}

/** @throws AnswerShapeError when it is neither list, also for the success that says an interface was not found. */
export function readInterfaces(response: XmlElement): Interfaces {
  const result = response.at('result');
  if (result === undefined || isEmpty(result)) return { hardware: [], logical: [] };
  if (result.at('hw') === undefined && result.at('ifnet') === undefined)
    throw new AnswerShapeError('no interfaces in it');
  return {
    hardware: result.allAt('hw/entry').flatMap(readHardware),
    logical: result.allAt('ifnet/entry').flatMap(readLogical),
  };
}

function readHardware(entry: XmlElement): HardwareInterface[] {
  const name = entry.text('name');
  if (name === undefined) return [];
  const stateText = entry.text('state') ?? '';
  const state = stateText.toLowerCase();
  return [
    {
      name,
      state: state === 'up' || state === 'down' ? state : 'unknown',
      stateText,
      speed: entry.text('speed') === 'ukn' ? null : knownText(entry, 'speed'),
    },
  ];
}

function readLogical(entry: XmlElement): LogicalInterface[] {
  const name = entry.text('name');
  return name === undefined ? [] : [{ name, zone: knownText(entry, 'zone'), ip: knownText(entry, 'ip') }];
}
