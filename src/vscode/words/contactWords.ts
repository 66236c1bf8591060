/** What keeps the engine from its devices without any of them being at fault: our own network, and logins that wait. */
import type { Engine, LoginsHeld, Offline } from '../../engine/engineContract.ts';
import type { Subscription } from '../../ports/events.ts';
import type { TimeWords } from '../engine/times.ts';
import { counted } from './quantities.ts';

export const OFFLINE = 'Offline: nothing answers';
export const LOGINS_WAIT = 'Logins wait';

/** To stand where it is shown what a job does. */
export const WAITS_OFFLINE = 'waits: this machine is offline';

export function offlineSentence({ since, jobs, who }: Offline, time: TimeWords): string {
  const wait = jobs === 1 ? 'waits' : 'wait';
  const waiting = jobs === 0 ? '' : ` ${counted(jobs, 'job')} ${wait}, and no time limit runs.`;
  return `No answer from ${who} since ${time(since)}: this machine seems to be offline.${waiting}`;
}

/** The engine says why; when it goes on is for the user's own clock. */
export function loginsHeldSentence({ until, why }: LoginsHeld, time: TimeWords): string {
  return `${why} The next login is tried at ${time(until)}.`;
}

/** Tells when one of them began, changed, or is over; the engine's state changes with every worker, too. */
export function onDidChangeContact(
  engine: Pick<Engine, 'offline' | 'loginsHeld' | 'onDidChangeState'>,
  listener: () => void,
): Subscription {
  const now = (): string => JSON.stringify([engine.offline, engine.loginsHeld]);
  let before = now();
  return engine.onDidChangeState(() => {
    if (now() === before) return;
    before = now();
    listener();
  });
}
