/** An HA state with its age, for people: what a member was when it said so, and what is not known since. */
import type { Device } from '../../inventory/device.ts';
import { shownHaState, type SinceThen, whyOld, type WhyOld } from '../../jobs/outcome/shownHaState.ts';
import type { TimeWords } from '../engine/times.ts';

const reasons: Readonly<Record<WhyOld, string>> = {
  not_reached: 'not reached since',
  job_ended_badly: 'not read since its job ended without success',
  peer_says_otherwise: 'its peer says the same of itself since',
};

/** `active at 21:04`; `was active at 21:04, not reached since`. @returns null where nothing is known now. */
export function roleWithTime(device: Device, since: SinceThen, time: TimeWords): string | null {
  const state = shownHaState(device, since);
  const { haState, readAt } = device;
  if (state === null || haState === null || !state.endsWith(haState) || readAt.haState === 0) return state;
  const why = whyOld(device, since);
  return `${state} at ${time(readAt.haState)}${why === null ? '' : `, ${reasons[why]}`}`;
}
