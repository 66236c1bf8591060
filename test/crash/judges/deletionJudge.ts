/** Images that a device should never have lost, by its own log: each entry says what the device ran and had beside it then. */
import type { SimulatedFleet } from '../../../src/simulator/fleet.ts';

/** @param paths by serial: versions that devices are on their way to. @returns what is wrong, in words. */
export function wrongDeletions(
  fleet: SimulatedFleet,
  paths: ReadonlyMap<string, readonly string[]> = new Map(),
): string[] {
  return fleet.log.all().flatMap(({ serial, what, version, detail }) => {
    if (what !== 'image_deleted') return [];
    const [runs, other] = /^beside (\S+) and (\S+)$/.exec(detail ?? '')?.slice(1) ?? [];
    const sacred = [runs, other, ...(paths.get(serial) ?? [])];
    return sacred.includes(version) ? [`${serial} lost ${version ?? ''} ${detail ?? ''}`] : [];
  });
}
