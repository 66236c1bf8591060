/** The HA pairs of an inventory. */
import type { Device, HaPair } from './device.ts';

/**
 * @returns every pair of devices that are both known as members and name each other, in the order of their first
 *   members in `devices`.
 */
export function pairsOf(devices: readonly Device[]): HaPair[] {
  const members = new Map(
    devices.filter((device) => device.deviceType === 'ha_pair').map((device) => [device.serial, device]),
  );
  const pairs: HaPair[] = [];
  for (const one of members.values()) {
    const other = one.peerSerial === null ? undefined : members.get(one.peerSerial);
    if (other?.peerSerial !== one.serial || other === one) continue;
    // Each pair is met twice; it counts at its first member.
    members.delete(other.serial);
    pairs.push(pairOf(one, other));
  }
  return pairs;
}

function pairOf(one: Device, other: Device): HaPair {
  const [low, high] = one.serial < other.serial ? ([one, other] as const) : ([other, one] as const);
  return {
    id: `${low.serial}+${high.serial}`,
    members: isActive(high) && !isActive(low) ? [high, low] : [low, high],
  };
}

/** In an active/active pair the primary takes the place of the active member. */
function isActive({ haState }: Device): boolean {
  return haState === 'active' || haState === 'active-primary';
}
