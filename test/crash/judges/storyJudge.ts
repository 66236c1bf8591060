/**
 * The judge of the sweeps: by the devices' own log, nothing dangerous was repeated, left out or done in another order
 * than planned; no pair was without a forwarding member; every member is functional again or its job says that it may
 * not be.
 */
import type { Job } from '../../../src/jobs/job.ts';
import type { EffectEntry } from '../../../src/simulator/device/effectLog.ts';
import type { SimulatedFleet } from '../../../src/simulator/fleet.ts';

/** What devices of one job must go through, in this order; nothing else. */
export interface Expected {
  /** One serial, or both of a pair. */
  readonly serials: readonly string[];
  readonly story: readonly string[];
  /** Their job may end by waiting for somebody. */
  readonly mayWait?: boolean;
}

/** What happens to a device by itself, after something else was done to it. */
const BY_THEMSELVES: ReadonlySet<EffectEntry['what']> = new Set([
  'ha_state',
  'config_sync_started',
  'config_sync_finished',
]);

export function downloaded(serial: string, ...versions: readonly string[]): string[] {
  return versions.flatMap((version) => [
    `${serial} download_started ${version}`,
    `${serial} download_finished ${version}`,
  ]);
}

export function installed(serial: string, version: string): string[] {
  return [
    ...[`${serial} install_started ${version}`, `${serial} install_finished ${version}`],
    ...[`${serial} restart_accepted`, `${serial} went_down`, `${serial} booted ${version}`],
  ];
}

/** What was done to these devices, in the order in which it happened. */
export function storyOf(log: readonly EffectEntry[], serials: readonly string[]): string[] {
  return log
    .filter(({ serial, what }) => serials.includes(serial) && !BY_THEMSELVES.has(what))
    .map(({ serial, what, version }) => [serial, what, version].filter(Boolean).join(' '));
}

/** @returns what is wrong, in words; empty when all is well. */
export function wrongStories(log: readonly EffectEntry[], expected: readonly Expected[]): string[] {
  return expected.flatMap(({ serials, story }) => {
    const really = storyOf(log, serials);
    const at = Array.from({ length: Math.max(story.length, really.length) }).findIndex(
      (_, index) => story[index] !== really[index],
    );
    if (at === -1) return [];
    return [
      `effect ${at + 1} of ${serials.join(' and ')} was ${really[at] ?? 'none'}, not ${story[at] ?? 'none'}`,
    ];
  });
}

/** All of it, for jobs that have to end well. */
export function wrongNight(
  fleet: SimulatedFleet,
  jobs: readonly Job[],
  expected: readonly Expected[],
): string[] {
  return [
    ...jobs
      .filter(({ status }) => status !== 'completed')
      .map(({ status, message }) => `${status}: ${message ?? ''}`),
    ...wrongStories(fleet.log.all(), expected),
    ...wrongPairs(fleet, jobs),
  ];
}

/** What no death, cancel or fault may do to pairs that were whole. Of virtual time, in which a failover takes none. */
export function wrongPairs(fleet: SimulatedFleet, jobs: readonly Job[]): string[] {
  return jobs
    .filter(({ type }) => type === 'ha_pair')
    .flatMap(({ runs, message }) => [
      ...without(fleet, runs[0]?.serial ?? ''),
      ...suspendedByRequest(
        fleet,
        runs.map(({ serial }) => serial),
      )
        .filter(() => !/suspended/.test(message ?? ''))
        .map((serial) => `${serial} is suspended, and the job does not say so: ${message ?? ''}`),
    ]);
}

/** Members that somebody took out of their pair; one that left it for its version is none. */
export function suspendedByRequest(fleet: SimulatedFleet, serials: readonly string[]): string[] {
  return serials.filter((serial) => {
    const member = fleet.devices.get(serial)?.ha;
    return member?.state === 'suspended' && member.lastError?.reason === 'User requested';
  });
}

function without(fleet: SimulatedFleet, serial: string): string[] {
  const { seconds } = fleet.outages(serial);
  return seconds === 0 ? [] : [`${seconds} seconds without a member that forwards`];
}
