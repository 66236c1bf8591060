/** The evidence of a step with names and values for people; the journal has them by their technical names. */
import { checkTitles } from '../../validation/checkResult.ts';
import type { StepState } from '../../workflow/stepState.ts';

const names: Readonly<Record<string, string>> = {
  ...checkTitles,
  images: 'Images',
  image: 'Image',
  sizeMb: 'Size in MB',
  checksum: 'Checksum',
  sha256: 'SHA-256 the device reports',
  expectedSha256: 'SHA-256 it must have',
  checksumSource: 'Known from',
  refreshed: 'Update server answered',
  tcpSessions: 'TCP sessions',
  routes: 'Routes',
  arp: 'ARP entries',
  swVersion: 'PAN-OS',
  passed: 'Within the margins',
  active: 'Active member',
  suspended: 'Suspended member',
  trouble: 'What stands against it',
  runningConfig: 'Running configuration',
  runningConfigBytes: 'Its size in bytes',
  runningConfigSha256: 'Its SHA-256',
  deviceState: 'Device state',
  deviceStateBytes: 'Size of the device state in bytes',
  deviceStateSha256: 'SHA-256 of the device state',
};

/** Words of the journal that people need not learn. */
const words: Readonly<Record<string, string>> = {
  present: 'was there already',
  not_in_database: 'not verified: no source knows it',
  not_reported: 'not verified: the device reports none',
  mismatch: 'wrong',
  file: 'version_hashes.json',
  panorama: "Panorama's list of images",
  'file, panorama': "version_hashes.json and Panorama's list of images",
};

const verdicts: Readonly<Record<string, string>> = {
  pass: 'Passed',
  warn: 'Warning',
  fail: 'Failed',
  unknown: 'Not known',
};

/** @returns name and value of each; without those that are not known */
export function stepFacts(step: Pick<StepState, 'facts' | 'effect' | 'message'>): [string, string][] {
  const facts = Object.entries(step.facts).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[names[name] ?? name, valueWords(value, step.message ?? '')]],
  );
  const deviceJob = step.effect?.deviceJob ?? null;
  return deviceJob === null ? facts : [['Job on the device', String(deviceJob)], ...facts];
}

/** A check is recorded as `fail: reason`; a reason that stands in the step's message is not said again. */
function valueWords(value: string | number | boolean, message: string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const [, verdict = '', reason = ''] = /^(\w+): (.+)$/s.exec(String(value)) ?? [];
  const word = verdicts[verdict];
  if (word === undefined) return words[String(value)] ?? String(value);
  return message.includes(reason) ? word : `${word}. ${reason}`;
}
