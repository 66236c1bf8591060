/**
 * What may never be in a device's own log, whatever was done to the engine or its answers: the judge of the crash,
 * fault and mutation tests. It looks at the simulator only.
 */
import type { Job } from '../../../src/jobs/job.ts';
import type { EffectEntry } from '../../../src/simulator/device/effectLog.ts';
import type { SimulatedFleet } from '../../../src/simulator/fleet.ts';

export interface Upgrade {
  readonly serial: string;
  /** The versions to be installed, in order; the last one is the target. */
  readonly path: readonly string[];
  /** What may be downloaded: the path and its base images. */
  readonly images: readonly string[];
}

/** @returns what is wrong, in words; empty when all is well. */
export function violations(fleet: SimulatedFleet, upgrade: Upgrade, job: Job): string[] {
  const entries = fleet.log.of(upgrade.serial);
  return [
    ...strangeVersions(entries, upgrade),
    ...repeatedInstalls(entries),
    ...needlessRestarts(entries),
    ...(job.status === 'completed' ? falseSuccess(fleet, entries, upgrade) : []),
    ...othersTouched(fleet, upgrade),
  ];
}

function strangeVersions(entries: readonly EffectEntry[], { path, images }: Upgrade): string[] {
  return entries
    .filter(
      ({ what, version = '' }) =>
        (what === 'install_started' && !path.includes(version)) ||
        (what === 'download_started' && !images.includes(version)),
    )
    .map(({ what, version }) => `${what} of ${version}, which is not in the plan`);
}

/** An installation is only begun again after it failed. */
function repeatedInstalls(entries: readonly EffectEntry[]): string[] {
  const found: string[] = [];
  const last = new Map<string, EffectEntry['what']>();
  for (const { what, version = '' } of entries) {
    if (!what.startsWith('install_')) continue;
    const before = last.get(version);
    if (what === 'install_started' && before !== undefined && before !== 'install_failed')
      found.push(`${version} installed again after ${before}`);
    last.set(version, what);
  }
  return found;
}

/** Between two restarts an installation must have ended well. */
function needlessRestarts(entries: readonly EffectEntry[]): string[] {
  let installed = false;
  let needless = 0;
  for (const { what } of entries) {
    if (what === 'install_finished') installed = true;
    if (what === 'install_failed') installed = false;
    if (what !== 'restart_accepted') continue;
    if (!installed) needless += 1;
    installed = false;
  }
  return needless === 0 ? [] : [`${needless} restarts without an installation before them`];
}

/** A boot that was asked for, or one into a version that was installed and waited: not one into what ran before. */
function isMeant({ what, version }: EffectEntry, index: number, entries: readonly EffectEntry[]): boolean {
  if (what !== 'booted') return false;
  const before = entries.slice(0, index);
  const lastBoot = before.findLastIndex((entry) => entry.what === 'booted');
  const isInstalled = before.slice(lastBoot + 1).some((entry) => entry.what === 'install_finished');
  return (
    before.slice(lastBoot + 1).some((entry) => entry.what === 'restart_accepted') ||
    (isInstalled && version !== before[lastBoot]?.version)
  );
}

function falseSuccess(fleet: SimulatedFleet, entries: readonly EffectEntry[], upgrade: Upgrade): string[] {
  const target = upgrade.path.at(-1);
  const booted = entries.filter(isMeant).map(({ version }) => version);
  const runs = fleet.devices.get(upgrade.serial)?.version;
  return runs === target && booted.join() === upgrade.path.join()
    ? []
    : [`said to be complete, but it runs ${runs} after boots into ${booted.join(', ') || 'nothing'}`];
}

function othersTouched(fleet: SimulatedFleet, { serial }: Upgrade): string[] {
  return fleet.log
    .all()
    .filter((entry) => entry.serial !== serial && entry.what !== 'ha_state')
    .map((entry) => `${entry.what} on ${entry.serial}`);
}
