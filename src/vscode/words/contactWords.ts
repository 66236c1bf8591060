/** What keeps the engine from its devices without any of them being at fault: our own network, and logins that wait. */
import type { Engine, LoginsHeld, Offline } from '../../engine/engineContract.ts';
import type { Job } from '../../jobs/job.ts';
import type { Subscription } from '../../ports/events.ts';
import type { TimeWords } from '../engine/times.ts';
import { counted } from './quantities.ts';

/** @returns a few words for the status bar. */
export function offlineWords({ othersAnswer, who }: Offline): string {
  return othersAnswer ? `No answer from ${who}` : 'Offline: nothing answers';
}
export const LOGINS_WAIT = 'Logins wait';

/** To stand where it is shown what a job does. */
export const WAITS_OFFLINE = 'waits: no answer from its devices';

/** Whether it is this job that waits: what keeps others from their devices is no matter of this one. */
export function isOfflineFor({ offline }: Pick<Engine, 'offline'>, { id }: Pick<Job, 'id'>): boolean {
  return offline?.jobIds.includes(id) === true;
}

/** For the page of a job: what keeps the engine from its devices now; empty where nothing does. */
export function contactSentence(
  engine: Pick<Engine, 'offline' | 'loginsHeld'>,
  job: Pick<Job, 'id' | 'status'>,
  time: TimeWords,
): string {
  const { offline, loginsHeld } = engine;
  if (job.status !== 'active') return '';
  return [
    offline !== null && isOfflineFor(engine, job) ? offlineSentence(offline, time) : '',
    loginsHeld === null ? '' : loginsHeldSentence(loginsHeld, time),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

export function offlineSentence({ since, jobIds, who, othersAnswer }: Offline, time: TimeWords): string {
  const jobs = jobIds.length;
  const wait = jobs === 1 ? 'waits' : 'wait';
  const waiting = jobs === 0 ? '' : ` ${counted(jobs, 'job')} ${wait}, and no time limit runs.`;
  const silence = `No answer from ${who} since ${time(since)}`;
  return othersAnswer
    ? `${silence}, while other devices answer: the way to them is down, or they are. Look at them.${waiting}`
    : `${silence}, nor from any other device: this machine seems to be offline.${waiting}`;
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
