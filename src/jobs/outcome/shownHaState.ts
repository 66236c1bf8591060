/** The HA state that is told of a firewall: not one from before a member of its pair was suspended because of us. */
import type { Device } from '../../inventory/device.ts';
import type { SuspendedNow } from './suspendedNow.ts';

type Suspended = Pick<SuspendedNow, 'serial' | 'isProved' | 'since'>;

type Known = Pick<Device, 'serial' | 'peerSerial' | 'haState' | 'readAt'>;

/** For people. @param suspended members that are suspended because of us. @returns null where nothing is known now. */
export function shownHaState(device: Known, suspended: readonly Suspended[]): string | null {
  const isDoubted = suspended.some(({ serial, isProved }) => serial === device.serial && !isProved);
  return isDoubted ? 'perhaps suspended' : knownHaState(device, suspended);
}

/** @returns null where nothing is known now: it, or its peer, may have taken over or have handed over. */
export function knownHaState(
  { serial, peerSerial, haState, readAt }: Known,
  suspended: readonly Suspended[],
): string | null {
  const isOld = (member: Suspended): boolean => haState === null || readAt.haState <= member.since;
  const own = suspended.find((member) => member.serial === serial);
  if (own?.isProved === false) return null;
  if (own !== undefined && isOld(own)) return 'suspended';
  const peer = suspended.find((member) => member.serial === peerSerial);
  return peer !== undefined && isOld(peer) ? null : haState;
}
