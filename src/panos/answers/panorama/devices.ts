/** `show devices all` of Panorama: one entry per managed firewall. docs/PANOS.md "Panorama inventory". */
import type { AnswerReader } from '../../calls/answerReader.ts';
import { longList } from '../entries.ts';
import {
  knownAddress,
  knownFlag,
  knownSerial,
  knownText,
  listHolders,
  serialOf,
} from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';
import type { Serial } from '../../serial.ts';

export interface ManagedDevice {
  readonly serial: Serial;
  readonly connected: boolean;
  readonly hostname: string | null;
  readonly ipAddress: string | null;
  readonly ipv6Address: string | null;
  readonly model: string | null;
  readonly family: string | null;
  readonly swVersion: string | null;
  /** Lower case; null where Panorama reports no HA for the device (also `<ha><state>no</state></ha>`). */
  readonly haState: string | null;
  readonly haPeerSerial: Serial | null;
  readonly multiVsys: boolean | null;
}

export const devicesReader: AnswerReader<ManagedDevice[]> = longList(
  'devices',
  'result/devices/entry',
  readDeviceEntry,
  (rest) => {
    listHolders(rest, 'devices');
  },
  () => true,
  'left_out',
);

/** @returns null for an entry without a serial: nothing could be remembered about it. */
function readDeviceEntry(entry: XmlElement): ManagedDevice | null {
  const serial = serialOf(entry);
  if (serial === null) return null;
  // `ha-cluster` stands beside `ha` on most devices and says nothing about the pair.
  const haState = knownText(entry, 'ha/state')?.toLowerCase() ?? null;
  return {
    serial,
    connected: knownFlag(entry, 'connected') === true,
    hostname: knownText(entry, 'hostname'),
    ipAddress: knownAddress(entry, 'ip-address'),
    ipv6Address: knownAddress(entry, 'ipv6-address'),
    model: knownText(entry, 'model'),
    family: knownText(entry, 'family'),
    swVersion: knownText(entry, 'sw-version'),
    haState: haState === 'no' ? null : haState,
    haPeerSerial: knownSerial(entry, 'ha/peer/serial'),
    multiVsys: knownFlag(entry, 'multi-vsys'),
  };
}
