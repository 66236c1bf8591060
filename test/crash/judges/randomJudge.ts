/**
 * What no night of `randomPlan.ts` may end with. By the devices' own log; weakened only where a fault of a device
 * makes it so whatever the tool does.
 */
import type { Job } from '../../../src/jobs/job.ts';
import type { EffectEntry } from '../../../src/simulator/device/effectLog.ts';
import type { Fault } from '../../../src/simulator/faults/faults.ts';
import type { NightSeen } from '../randomNight.ts';
import type { Plan } from '../randomPlan.ts';
import { suspendedByRequest } from './storyJudge.ts';

/** @returns what is wrong, in words; empty when all is well. */
export function wrongWith(plan: Plan, night: NightSeen): string[] {
  const { rig, jobs, notices, errors, retries, hasEnded } = night;
  const faults = faultsOf(plan);
  const serials = jobs[0]?.runs.map(({ serial }) => serial) ?? [];
  return [
    ...errors,
    ...notices,
    ...(hasEnded ? [] : ['it does not end']),
    // Of the one that answers in its place nobody has to know.
    ...(faults.has('exchanged') ? [] : night.wrongLeft),
    ...jobs.flatMap((job) => wrongWords(job)),
    ...serials.flatMap((serial) => {
      const entries = rig.fleet.log.of(serial);
      return [
        ...needlessRestarts(entries, faults.has('restart_ignored')),
        ...repeatedInstalls(entries, retries),
        ...(faults.has('suspend_ignored') ? [] : repeatedSuspensions(entries)),
      ].map((what) => `${serial}: ${what}`);
    }),
    ...falseSuccess(night),
    ...wrongCopies(plan, night),
    ...falselyInStep(plan, night, faults),
    ...(serials.length === 2 ? wrongPair(night, serials, faults) : []),
  ];
}

function faultsOf({ events }: Plan): ReadonlySet<Fault['kind']> {
  return new Set(events.flatMap(({ what }) => (what.kind === 'fault' ? [what.fault.kind] : [])));
}

function wrongWords({ id, status, message }: Job): string[] {
  if (status !== 'completed' && (message ?? '') === '') return [`${id} is ${status} and does not say why`];
  return /unexpected error/.test(message ?? '') ? [`${id}: ${message ?? ''}`] : [];
}

/** One for each installation that ended well; a second request only where the device did not go down after the first. */
function needlessRestarts(entries: readonly EffectEntry[], mayBeIgnored: boolean): string[] {
  const found: string[] = [];
  let installed = false;
  let asked = false;
  for (const { what } of entries) {
    if (what === 'install_finished') [installed, asked] = [true, false];
    if (what === 'restart_accepted') {
      if (!installed) found.push('restarted without an installation');
      if (asked && !mayBeIgnored) found.push('asked to restart twice');
      asked = true;
    }
    if (what === 'went_down') installed = false;
  }
  return found;
}

/**
 * Again only after it failed, or because somebody asked for the job again: once for each version, since a device that came
 * back with the version of the beginning goes through all hops anew.
 */
function repeatedInstalls(entries: readonly EffectEntry[], retries: number): string[] {
  const last = new Map<string, EffectEntry['what']>();
  const again = new Map<string, number>();
  for (const { what, version = '' } of entries) {
    if (!what.startsWith('install_')) continue;
    const before = last.get(version);
    if (what === 'install_started' && before !== undefined && before !== 'install_failed')
      again.set(version, (again.get(version) ?? 0) + 1);
    last.set(version, what);
  }
  return [...again]
    .filter(([, times]) => times > retries)
    .map(
      ([version, times]) => `${version} installed again ${times} times, and ${retries} jobs asked for again`,
    );
}

function repeatedSuspensions(entries: readonly EffectEntry[]): string[] {
  let isSuspended = false;
  let again = 0;
  for (const { what } of entries) {
    if (what === 'functional' || what === 'booted') isSuspended = false;
    if (what !== 'suspended') continue;
    if (isSuspended) again += 1;
    isSuspended = true;
  }
  return again === 0 ? [] : [`suspended ${again} times more while it was suspended`];
}

function falseSuccess({ rig, jobs }: NightSeen): string[] {
  return jobs
    .filter(({ status }) => status === 'completed')
    .flatMap(({ runs }) => runs)
    .filter(({ serial, path }) => rig.fleet.devices.get(serial)?.version !== path.at(-1))
    .map(
      ({ serial }) => `${serial} is said to be upgraded, and runs ${rig.fleet.devices.get(serial)?.version}`,
    );
}

/** One for each time somebody asked for it, and from the member that led then. */
function wrongCopies({ outOfStep }: Plan, { rig, answers }: NightSeen): string[] {
  const states = new Map<string, string>();
  const copies: string[] = [];
  for (const { serial, what, detail = '' } of rig.fleet.log.all()) {
    if (what === 'ha_state') states.set(serial, detail);
    if (what === 'config_sync_started') copies.push(states.get(detail.replace(/^from /, '')) ?? 'unknown');
  }
  const most = outOfStep === 'sync_config' ? answers : 0;
  return [
    ...(copies.length > most ? [`copied ${copies.length} times, asked for ${most} times`] : []),
    ...copies
      .filter((state) => state !== 'active' && state !== 'active-primary')
      .map((state) => `copied from a member that was ${state}`),
  ];
}

/** Unless somebody bore it. A device that was exchanged has brought its own. */
function falselyInStep(
  { outOfStep }: Plan,
  { rig, jobs }: NightSeen,
  faults: ReadonlySet<Fault['kind']>,
): string[] {
  if (outOfStep === 'go_on' || faults.has('exchanged')) return [];
  return jobs
    .filter(({ status, type }) => status === 'completed' && type === 'ha_pair')
    .filter(({ runs }) => {
      const configs = runs.map(({ serial }) => rig.fleet.devices.get(serial)?.ha?.config);
      return new Set(configs).size > 1;
    })
    .map(({ id }) => `${id} is completed, and the pair is not in step`);
}

/**
 * A peer that does not take over, that comes back on a version which drives the other out, or that fails while the other is out
 * costs the pair its traffic: test/crash/peerFails.test.ts judges for how long.
 */
const COSTS_TRAFFIC = [
  ...(['no_takeover', 'wrong_version_after_boot', 'links_fail', 'ha_switched_off', 'power_lost'] as const),
];

function wrongPair(
  { rig, jobs }: NightSeen,
  serials: readonly string[],
  faults: ReadonlySet<Fault['kind']>,
): string[] {
  const found: string[] = [];
  const { seconds } = rig.fleet.outages(serials[0] ?? '');
  if (seconds > 0 && !COSTS_TRAFFIC.some((kind) => faults.has(kind))) {
    found.push(`${seconds} seconds without a member that forwards`);
  }
  // A retry ends at whoever answers in the place of the suspended one, and the engines of one night give the same ids: the
  // job that said so is then gone.
  const isExchanged = faults.has('exchanged');
  const isSaid = jobs.some(({ message }) => /suspended/.test(message ?? ''));
  for (const serial of suspendedByRequest(rig.fleet, serials)) {
    if (!isSaid && !isExchanged) found.push(`${serial} is suspended, and nobody says so`);
  }
  return found;
}
