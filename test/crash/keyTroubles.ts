/** What becomes of one key in the middle of the work, at one request, and how many new logins it is worth. */
import type { Rig } from '../support/rig.ts';
import { isWorking, type OnePlace, watchRequests } from './keyNights.ts';
import { callFault } from './matrix.ts';

export interface KeyTrouble {
  readonly name: string;
  readonly mostLogins: number;
  /** Makes it happen at this place of a night that has not begun. */
  readonly at: (rig: Rig, place: OnePlace) => void;
}

type What = Parameters<typeof callFault>[1];

/** A login needs no session. */
const ALL_BUT_LOGINS = '(?!keygen).*';
const MINUTE_MS = 60_000;

function once(name: string, mostLogins: number, what: What): KeyTrouble {
  return {
    name,
    mostLogins,
    at: (rig, place) =>
      watchRequests(rig, (target, number) => {
        if (target === place.target && number === place.number) rig.fleet.fault(target, callFault('*', what));
      }),
  };
}

function sessionsEndForAMinute(rig: Rig, place: OnePlace): void {
  let until = 0;
  watchRequests(rig, (target, number, { form }) => {
    if (target !== place.target || form['type'] === 'keygen') return;
    const now = rig.clock.now();
    if (number === place.number) until = now + MINUTE_MS;
    if (now < until && isWorking(rig, target))
      rig.fleet.fault(target, callFault(ALL_BUT_LOGINS, { how: 'session_timed_out' }));
  });
}

function allKeysExpire(rig: Rig, place: OnePlace): void {
  watchRequests(rig, (target, number) => {
    if (target === place.target && number === place.number) rig.fleet.fault(target, { kind: 'keys_expire' });
  });
}

export const KEY_TROUBLES: readonly KeyTrouble[] = [
  once('code 22', 0, { how: 'session_timed_out' }),
  once('code 22, unauth', 0, { how: 'session_timed_out', form: 'unauth' }),
  once('403', 1, { how: 'unauthorised' }),
  once('Key Expired', 1, { how: 'key_expired' }),
  { name: 'code 22 for a minute', mostLogins: 1, at: sessionsEndForAMinute },
  { name: 'all keys expire', mostLogins: 1, at: allKeysExpire },
];
