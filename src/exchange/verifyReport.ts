/** *Verify Downloads…* as a CSV file. Programs read it, so its columns and words stay (docs/ARCHITECTURE.md, "Words"). */
import type { VerifiedDevice, VerifyStatus } from '../jobs/survey/verifiedDevice.ts';
import { csvText } from './csvText.ts';
import { fileStamp } from './fileStamp.ts';

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
      // An image with a wrong checksum is none that can be installed, and readers of this file know two words only.
      images.map((image) => `${image.version}:${image.state === 'present' ? 'yes' : 'no'}`).join(', '),
      status,
    ]),
  );
}

/** `verify_download_20261121_064500.csv`, in local time. @param at milliseconds since 1970 */
export function verifyReportName(at: number): string {
  return `verify_download_${fileStamp(at)}.csv`;
}

/**
 * `complete`: every image of the path is there, and none is wrong. `wrong`: one is there with a wrong checksum; others
 * may be missing. `partly`: some are, some are not.
 */
export type VerifyResult =
  'complete' | 'wrong' | 'partly' | 'none' | Exclude<VerifyStatus, 'verification_complete'>;

/** What the reading of one device has come to. */
export function verifyResult({ status, images }: VerifiedDevice): VerifyResult {
  if (status !== 'verification_complete') return status;
  if (images.some(({ state }) => state === 'wrong')) return 'wrong';
  const present = images.filter(({ state }) => state === 'present').length;
  if (present === images.length) return 'complete';
  return present > 0 ? 'partly' : 'none';
}
