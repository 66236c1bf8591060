/** *Verify Downloads…* as a CSV file: columns and words are those of the original tool. */
import type { VerifiedDevice } from '../jobs/verifiedDevice.ts';
import { csvText } from './csvText.ts';

const COLUMNS = [
  ...['hostname', 'serial', 'model', 'mgmt_ip', 'current_version', 'verify_download'],
  'verify_download_status',
];

/** @param devices in the order of the report: by host name. */
export function formatVerifyReport(devices: readonly VerifiedDevice[]): string {
  return csvText(
    COLUMNS,
    devices.map(({ hostname, serial, model, address, version, images, status }) => [
      ...[hostname, serial, model, address, version],
      images.map((image) => `${image.version}:${image.present ? 'yes' : 'no'}`).join(', '),
      status,
    ]),
  );
}

/** `verify_download_20261121_064500.csv`, in local time. @param at milliseconds since 1970 */
export function verifyReportName(at: number): string {
  return `verify_download_${stamp(at)}.csv`;
}

function stamp(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}_${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}

export interface VerifySummary {
  readonly total: number;
  /** Every image of the path is there. */
  readonly complete: number;
  /** Some are, some are not. */
  readonly partly: number;
  readonly none: number;
  readonly noPath: number;
  readonly connectionFailed: number;
  readonly error: number;
}

export function summarizeVerification(devices: readonly VerifiedDevice[]): VerifySummary {
  const count = (fits: (device: VerifiedDevice) => boolean): number => devices.filter(fits).length;
  const isComplete = ({ status }: VerifiedDevice): boolean => status === 'verification_complete';
  const present = ({ images }: VerifiedDevice): number => images.filter((image) => image.present).length;
  return {
    total: devices.length,
    complete: count((device) => isComplete(device) && present(device) === device.images.length),
    partly: count(
      (device) => isComplete(device) && present(device) > 0 && present(device) < device.images.length,
    ),
    none: count((device) => isComplete(device) && present(device) === 0 && device.images.length > 0),
    noPath: count(({ status }) => status === 'no_path'),
    connectionFailed: count(({ status }) => status === 'connection_failed'),
    error: count(({ status }) => status === 'error'),
  };
}
