/** How an HA pair looks in the HA Pairs view. */
import type { HaPair } from '../../inventory/device.ts';
import type { Job } from '../../jobs/job.ts';
import type { DeviceLeft } from '../../jobs/left/leftNow.ts';
import { pairPart } from '../../jobs/left/stateWords.ts';
import type { SuspendedNow } from '../../jobs/outcome/suspendedNow.ts';
import { shownHaState } from '../../jobs/outcome/shownHaState.ts';
import { suspendedSentence } from '../words/suspendedWords.ts';
import { deviceName } from './deviceLook.ts';
import type { Look } from './look.ts';

/**
 * @param suspended those of its members that are suspended because of us
 * @param left what jobs have left on its members
 * @param job the newest of the pair; undefined where it never had one
 */
export function pairLook(
  pair: HaPair,
  suspended: readonly SuspendedNow[],
  left: readonly DeviceLeft[],
  job: Job | undefined,
): Look {
  const [first, second] = pair.members;
  const label = `${deviceName(first)} + ${deviceName(second)}`;
  const versions =
    first.swVersion === second.swVersion ? first.swVersion : `${first.swVersion} / ${second.swVersion}`;
  const states = [
    shownHaState(first, { suspended, job, peer: second }),
    shownHaState(second, { suspended, job, peer: first }),
  ];
  const roles = states.map((state) => state ?? 'unknown').join(' / ');
  const description = [suspendedSentence(suspended), pairPart(left), roles, versions]
    .filter((part) => part !== '')
    .join(' · ');
  const isSound = suspended.length === 0 && left.length === 0 && isWhole(states);
  return {
    label,
    description,
    ...(isSound
      ? { icon: 'arrow-swap', color: 'charts.green' }
      : { icon: 'warning', color: 'list.warningForeground' }),
    spoken: `HA pair ${label}, ${isWhole(states) ? '' : 'not exactly one active and one passive, '}${description}`,
    contextValue: 'pair testable downloadable bulkUpgradable',
  };
}

/** Exactly one member forwards and the other waits, on the same version. */
function isWhole(states: readonly (string | null)[]): boolean {
  const roles = [...states].sort().join('+');
  return roles === 'active+passive' || roles === 'active-primary+active-secondary';
}
