/** Writes into the log when this machine is offline, when logins wait, and when either is over: a night is read there. */
import type { Subscription } from '../../ports/events.ts';
import type { Log } from '../../ports/log.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { timeWords } from '../engine/times.ts';
import { loginsHeldSentence, offlineSentence, onDidChangeContact } from '../words/contactWords.ts';

export function logContact(holder: Pick<EngineHolder, 'follow' | 'opened'>, log: Log): Subscription {
  const time = timeWords(holder);
  return holder.follow((engine) => {
    let isOffline = false;
    let held: string | null = null;
    const write = (): void => {
      const { offline, loginsHeld } = engine;
      if (offline !== null && !isOffline) log.warn(offlineSentence(offline, time));
      if (offline === null && isOffline) log.info('Devices answer again: jobs go on.');
      isOffline = offline !== null;
      const words = loginsHeld === null ? null : loginsHeldSentence(loginsHeld, time);
      if (words !== null && words !== held) log.warn(words);
      if (words === null && held !== null) log.info('Logins are tried again.');
      held = words;
    };
    write();
    return [onDidChangeContact(engine, write)];
  });
}
