/** `show system info`: who the device is and what it runs. docs/PANOS.md "System info". */
import {
  AnswerShapeError,
  knownAddress,
  knownFlag,
  knownText,
  requiredSerial,
  requiredText,
} from '../calls/elementReaders.ts';
import { parseDeviceClock, parseUptime } from './deviceClock.ts';
import type { XmlElement } from '../xml/xml.ts';
import type { Serial } from '../serial.ts';

export interface SystemInfo {
  /** Leading zeros kept. `unknown` on a VM without a license, which then has no identity. */
  readonly serial: Serial;
  readonly hostname: string;
  readonly model: string;
  readonly family: string | null;
  readonly swVersion: string;
  /** Seconds since boot; null when the text was not understood. */
  readonly uptimeSeconds: number | null;
  /**
   * The device's own clock as milliseconds, read as if it were UTC: it carries no zone, so only differences
   * between two readings of the same device mean anything. Null when not understood.
   */
  readonly deviceClock: number | null;
  readonly managementIp: string | null;
  readonly appVersion: string | null;
  readonly multiVsys: boolean | null;
  /** Which routing commands apply; absent on old releases, which means the legacy engine. */
  readonly routingEngine: 'legacy' | 'advanced';
  /** The status of the certificate for cloud services, such as `Valid` or `None`; null on releases that do not say. */
  readonly deviceCertificate: string | null;
  readonly isPanorama: boolean;
}

/** @throws AnswerShapeError when the serial, host name, model or version is missing, as while a device boots. */
export function readSystemInfo(response: XmlElement): SystemInfo {
  const system = response.at('result/system');
  if (system === undefined) throw new AnswerShapeError('no system information in it');
  return {
    serial: requiredSerial(system, 'serial'),
    hostname: requiredText(system, 'hostname'),
    model: requiredText(system, 'model'),
    family: knownText(system, 'family'),
    swVersion: requiredText(system, 'sw-version'),
    uptimeSeconds: parseUptime(system.text('uptime')),
    deviceClock: parseDeviceClock(system.text('time')),
    managementIp: knownAddress(system, 'ip-address') ?? knownAddress(system, 'ipv6-address'),
    appVersion: contentVersion(system),
    multiVsys: knownFlag(system, 'multi-vsys'),
    routingEngine: knownFlag(system, 'advanced-routing') === true ? 'advanced' : 'legacy',
    deviceCertificate: deviceCertificate(system),
    isPanorama: isPanorama(system),
  };
}

function contentVersion(system: XmlElement): string | null {
  const version = knownText(system, 'app-version');
  return version === '0' ? null : version;
}

/** `None` is a word of its own here, and no placeholder. */
function deviceCertificate(system: XmlElement): string | null {
  const status = system.text('device-certificate-status')?.trim() ?? '';
  return status === '' ? null : status;
}

function isPanorama(system: XmlElement): boolean {
  const family = system.text('family')?.toLowerCase();
  return (
    family === 'pc' ||
    family === 'm' ||
    system.text('model')?.toLowerCase() === 'panorama' ||
    system.at('system-mode') !== undefined
  );
}
