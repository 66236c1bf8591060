/**
 * The inventory as CSV files that can be edited in a spreadsheet and queued again. Only devices that certainly stand
 * alone are in the first file: whoever upgrades what is in it must not meet half a pair.
 */
import { compareNames } from '../inventory/names.ts';
import type { Device, HaPair } from '../inventory/device.ts';
import { longCsv } from './csvText.ts';
import { sortedInPieces } from './sortedInPieces.ts';

export interface CsvFile {
  /** Without the header. */
  readonly rows: number;
  readonly bytes: Uint8Array;
}

export interface DeviceExport {
  readonly standalone: CsvFile;
  readonly pairs: CsvFile;
  /** Members without their peer, and devices of unknown type; null when there are none. */
  readonly unassigned: CsvFile | null;
}

const STANDALONE = ['serial', 'hostname', 'mgmt_ip', 'current_version', 'model', 'device_group', 'site'];
const PAIRS = [
  ...['serial_1', 'serial_2', 'hostname_1', 'hostname_2', 'mgmt_ip_1', 'mgmt_ip_2'],
  ...['current_version_1', 'current_version_2', 'model', 'device_group', 'site'],
];
const UNASSIGNED = [...STANDALONE, 'peer_serial', 'reason'];

/**
 * @param siteOf what the user called a device's place; null without.
 * @param pause lets others work for a moment; there may be 10,000 devices.
 */
export async function formatDeviceExport(
  devices: readonly Device[],
  pairs: readonly HaPair[],
  siteOf: (serial: string) => string | null,
  pause: () => Promise<void>,
): Promise<DeviceExport> {
  const paired = new Set(pairs.flatMap(({ members }) => members.map(({ serial }) => serial)));
  const alone = devices.filter(({ deviceType }) => deviceType === 'standalone');
  const others = devices.filter(
    ({ serial, deviceType }) => deviceType !== 'standalone' && !paired.has(serial),
  );
  const bySerial = new Map(devices.map((device) => [device.serial, device]));
  const row = (device: Device): string[] => [
    ...[device.serial, device.hostname, device.address, device.swVersion, device.model],
    ...[device.deviceGroup ?? '', siteOf(device.serial) ?? ''],
  ];
  const pairRow = ({ members: [one, other] }: HaPair): string[] => [
    ...[one.serial, other.serial, one.hostname, other.hostname, one.address, other.address],
    ...[one.swVersion, other.swVersion, one.model, one.deviceGroup ?? '', siteOf(one.serial) ?? ''],
  ];
  const unassignedRow = (device: Device): string[] => [
    ...row(device),
    ...[device.peerSerial ?? '', whyUnassigned(device, bySerial)],
  ];
  const file = async <T>(
    columns: readonly string[],
    items: readonly T[],
    cells: (item: T) => string[],
  ): Promise<CsvFile> => {
    return { rows: items.length, bytes: await longCsv(columns, cellsOf(items, cells), pause) };
  };
  return {
    standalone: await file(STANDALONE, await sortedInPieces(alone, byHostname, pause), row),
    pairs: await file(PAIRS, pairs, pairRow),
    unassigned:
      others.length === 0
        ? null
        : await file(UNASSIGNED, await sortedInPieces(others, byHostname, pause), unassignedRow),
  };
}

function* cellsOf<T>(items: readonly T[], cells: (item: T) => string[]): Generator<string[]> {
  for (const item of items) yield cells(item);
}

function whyUnassigned(device: Device, bySerial: ReadonlyMap<string, Device>): string {
  if (device.deviceType === 'unknown') return `Type not known: ${device.typeReason}`;
  const { peerSerial } = device;
  if (peerSerial === null) return 'HA member whose peer is not known.';
  const peer = bySerial.get(peerSerial);
  return peer === undefined
    ? `HA member whose peer ${peerSerial} is not in the inventory.`
    : `HA member whose peer ${peer.hostname} (${peerSerial}) does not name it.`;
}

function byHostname(one: Device, other: Device): number {
  return compareNames(one.hostname, other.hostname);
}
