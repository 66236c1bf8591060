/**
 * In which order the upgrades of one bulk are queued: the longest first. What begins last decides when the night ends, and a
 * long one that begins last has every other worker wait for it.
 */
import { compareVersions } from '../../panos/version.ts';
import { pathFrom } from '../../planning/pathFrom.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import type { UpgradeTarget } from '../submission/upgradeTarget.ts';
import { type Durations, estimateDevice } from './upgradeEstimate.ts';

/** What is known of a device without asking it. */
export interface KnownDevice {
  /** Empty where it is not known. */
  readonly swVersion: string;
  /** What earlier jobs took on its model. */
  readonly durations: Durations;
}

/**
 * @param deviceOf undefined for one that is not known.
 * @returns the same targets; those that take as long stay in their order.
 */
export function longestFirst(
  targets: readonly UpgradeTarget[],
  paths: UpgradePaths,
  deviceOf: (serial: string) => KnownDevice | undefined,
): readonly UpgradeTarget[] {
  const secondsOf = (serial: string): number => {
    const device = deviceOf(serial);
    if (device === undefined) return 0;
    const hops = hopsFrom(device.swVersion, paths);
    return estimateDevice({ hops, fetchMb: 0, unsized: 0 }, device.durations).seconds;
  };
  // One member of a pair after the other.
  const lengths = new Map(
    targets.map((target) => [target, target.reduce((sum, serial) => sum + secondsOf(serial), 0)]),
  );
  return targets.toSorted((one, other) => (lengths.get(other) ?? 0) - (lengths.get(one) ?? 0));
}

function hopsFrom(version: string, paths: UpgradePaths): number {
  if (version === '') return 0;
  const stops = pathFrom(version, paths)?.versions ?? [];
  return stops.filter((stop) => compareVersions(stop, version) > 0).length;
}
