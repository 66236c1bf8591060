/** What one upgrade job is about: a firewall that stands alone, or both members of an HA pair. */
import type { ReadableInventory } from '../../inventory/inventory.ts';

/** Serials. */
export type UpgradeTarget = readonly [string] | readonly [string, string];

export interface ChosenTargets {
  readonly targets: readonly UpgradeTarget[];
  /** Members of pairs whose peer was not chosen: nothing is done to one member, nor to a device nobody chose. */
  readonly alone: readonly string[];
}

/**
 * @param serials as chosen, in order; a serial that stands twice counts once.
 * @returns a pair stands at the place of its first member.
 */
export function targetsOf(
  serials: readonly string[],
  inventory: Pick<ReadableInventory, 'get' | 'pairs'>,
): ChosenTargets {
  const chosen = new Set(serials);
  const peers = new Map<string, string>(
    inventory.pairs().flatMap(({ members: [one, other] }) => [
      [one.serial, other.serial],
      [other.serial, one.serial],
    ]),
  );
  const targets: UpgradeTarget[] = [];
  const alone: string[] = [];
  const taken = new Set<string>();
  for (const serial of chosen) {
    if (taken.has(serial)) continue;
    const peer = peers.get(serial);
    if (peer === undefined && inventory.get(serial)?.deviceType !== 'ha_pair') targets.push([serial]);
    else if (peer === undefined || !chosen.has(peer)) alone.push(serial);
    else {
      taken.add(peer);
      targets.push([serial, peer]);
    }
  }
  return { targets, alone };
}
