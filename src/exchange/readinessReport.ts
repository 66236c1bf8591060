/** *Check Readiness…* as a CSV file: one line a device, one column a check. */
import type { CheckedDevice } from '../jobs/survey/checkedDevice.ts';
import { checkIds } from '../validation/checkResult.ts';
import { csvText } from './csvText.ts';
import { fileStamp } from './fileStamp.ts';

const COLUMNS = [
  ...['hostname', 'serial', 'model', 'mgmt_ip', 'current_version', 'target_version', 'readiness', 'reason'],
  ...checkIds,
];

/** @param devices in the order of the report: by host name. */
export function formatReadinessReport(devices: readonly CheckedDevice[]): string {
  return csvText(COLUMNS, devices.map(line));
}

/** A check that was not made has an empty cell, any other `pass: reason`. */
function line(device: CheckedDevice): string[] {
  const { hostname, serial, model, address, version, target, verdict, message, results } = device;
  const found = new Map(results.map(({ check, verdict: word, reason }) => [check, `${word}: ${reason}`]));
  return [
    ...[hostname, serial, model, address, version, target ?? '', verdict, message],
    ...checkIds.map((id) => found.get(id) ?? ''),
  ];
}

/** `readiness_20261121_064500.csv`. @param at milliseconds since 1970 */
export function readinessReportName(at: number): string {
  return `readiness_${fileStamp(at)}.csv`;
}
