/** The evidence of a step with names and values for people; the journal has them by their technical names. */
import type { Job, Run } from '../../jobs/job.ts';
import { passedFact } from '../../workflow/steps/compareHop.ts';
import { decisionLabels } from './decisionLabels.ts';
import { type CheckResult, checkTitles } from '../../validation/checkResult.ts';
import type { ShownStep } from './jobTexts.ts';

const names: Readonly<Record<string, string>> = {
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
  mode: 'Mode of the pair',
  configSync: 'Configuration of the pair',
  configBorneBy: 'Configuration not synchronized, accepted by',
  decision: 'Decision',
  decidedBy: 'Decided by',
  takenBack: 'Taken back since',
  asked: 'Somebody was asked',
  suspended: 'Suspended member',
  givenBackAs: 'State it was given back in',
  forwards: 'Who forwards then',
  unseenSeconds: 'Seconds in which nobody was seen to forward',
  seenSuspended: 'Seen suspended',
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
  ...decisionLabels,
  present: 'was there already',
  not_in_database: 'not verified: no source knows it',
  not_reported: 'not verified: the device reports none',
  mismatch: 'wrong',
  file: 'version_hashes.json',
  panorama: "Panorama's list of images",
  'file, panorama': "version_hashes.json and Panorama's list of images",
};

const verdicts: Readonly<Record<CheckResult['verdict'], string>> = {
  pass: 'Passed',
  warn: 'Warning',
  fail: 'Failed',
  unknown: 'Not known',
};

/**
 * @param runs of the step's job: its devices are named by their host names
 * @returns name and value of each; without those that are not known
 */
export function stepFacts(step: ToldStep, { runs }: Pick<Job, 'runs'>): [string, string][] {
  const checks = step.checks.map((found): [string, string] => [
    checkTitles[found.check],
    checkWords(step, found),
  ]);
  const facts = Object.entries(step.facts).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[names[name] ?? nameWithMember(name, runs), valueWords(value, runs)]],
  );
  const deviceJob = step.effect?.deviceJob ?? null;
  const own = [...checks, ...facts];
  return deviceJob === null ? own : [['Job on the device', String(deviceJob)], ...own];
}

/** What a comparison of both members found of each. */
function nameWithMember(name: string, runs: readonly Run[]): string {
  const member = runs.find(({ serial }) => name === passedFact(serial));
  return member === undefined ? name : `${names['passed']}: ${nameOf(member)}`;
}

function nameOf({ hostname, serial }: Run): string {
  return hostname === '' ? serial : hostname;
}

type ToldStep = Pick<ShownStep, 'kind' | 'state' | 'trouble' | 'facts' | 'checks' | 'effect'>;

function valueWords(value: string | number | boolean, runs: readonly Run[]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const device = runs.find(({ serial }) => serial === value);
  if (device !== undefined && device.hostname !== '') return `${device.hostname} (${device.serial})`;
  return words[String(value)] ?? String(value);
}

/** A reason that stands in the step's message is not said again. */
function checkWords(step: ToldStep, { check, verdict, reason }: CheckResult): string {
  return isInMessage(step, { check, verdict }) ? verdicts[verdict] : `${verdicts[verdict]}. ${reason}`;
}

function isInMessage(
  { kind, state, trouble }: ToldStep,
  { check, verdict }: Pick<CheckResult, 'check' | 'verdict'>,
): boolean {
  // The one check of a download job is what its step tells.
  if (kind === 'check_room') return true;
  if (state === 'done') return verdict !== 'pass';
  // Release 0.1.0 kept no trouble, and said the reasons of all that failed.
  if (trouble === null) return state === 'failed' && verdict === 'fail';
  const blocking = 'checks' in trouble ? trouble.checks : [];
  return Array.isArray(blocking) && blocking.includes(check);
}
