/** The HA state that is shown of a firewall: not one from before a member of its pair was suspended because of us. */
import type { Device } from '../../inventory/device.ts';
import type { SuspendedNow } from '../../jobs/outcome/suspendedNow.ts';

type Suspended = Pick<SuspendedNow, 'serial' | 'isProved' | 'since'>;

/**
 * @param suspended members that are suspended because of us
 * @returns null where nothing is known now: its peer may have taken over, or have handed over.
 */
export function shownHaState(
  {
    serial,
    peerSerial,
    haState,
    lastSeenAt,
  }: Pick<Device, 'serial' | 'peerSerial' | 'haState' | 'lastSeenAt'>,
  suspended: readonly Suspended[],
): string | null {
  const own = suspended.find((member) => member.serial === serial);
  if (own !== undefined) return own.isProved ? 'suspended' : 'perhaps suspended';
  const peer = suspended.find((member) => member.serial === peerSerial);
  const isOld = peer !== undefined && (lastSeenAt ?? 0) <= peer.since;
  return isOld ? null : haState;
}
