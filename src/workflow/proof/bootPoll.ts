/** Asks a device that may be going down, down or booting, and takes no failure for an answer. */
import type { ReadCommand } from '../../panos/calls/command.ts';
import { DeviceError } from '../../panos/errors.ts';
import type { StepContext } from '../context.ts';
import { noSoundAnswer } from '../noSoundAnswer.ts';
import { holdLogins } from '../patience.ts';
import { bootLimitMs, POLL_TIMEOUT_MS } from '../timeLimits.ts';
import { phaseOf, startBootWatch } from './bootWatch.ts';

export interface BootPoll {
  /** Asks until there is a sound answer; null when there is none within the time in which a boot must end. */
  askPatiently<T>(command: ReadCommand<T>): Promise<T | null>;

  /** Null when there is no sound answer now; `lastWords` then says why. */
  ask<T>(command: ReadCommand<T>): Promise<T | null>;
  /** A sentence. @param who its subject. */
  lastWords(who?: string): string;
  /** Why there was no sound answer the last time it was asked; null where there was one. */
  lastError(): DeviceError | null;
  /** By the engine's clock: when it was asked last. */
  askedAt(): number;
}

/** How long an answer is waited for, in milliseconds: twice as long each time, up to the longest. */
export interface AnswerTimes {
  readonly first: number;
  readonly longest: number;
  /** False: where we ourselves hold a login back there is no answer now, instead of a wait for it. */
  readonly bearsHeldLogins?: boolean;
}

/** One that may be down drops what comes too early, so waiting for longer only delays the next question. */
const MAY_BE_DOWN: AnswerTimes = { first: POLL_TIMEOUT_MS, longest: POLL_TIMEOUT_MS };

/** @param context its `stop` ends every wait with the signal's reason. */
export function createBootPoll(
  context: Pick<StepContext, 'client' | 'stop' | 'clock' | 'time' | 'limits'>,
  times: AnswerTimes = MAY_BE_DOWN,
): BootPoll {
  const { client, stop } = context;
  const login = holdLogins(context);
  let last: DeviceError | null = null;
  let timeoutMs = times.first;
  let askedAt = context.clock.now();
  const onSending = (): void => {
    askedAt = context.clock.now();
  };

  const poll: BootPoll = {
    async ask(command) {
      for (;;) {
        try {
          const answer = await client.read(command, {
            signal: stop,
            attempts: 1,
            timeoutMs,
            onSending,
          });
          last = null;
          return answer;
        } catch (error) {
          stop.throwIfAborted();
          if (!(error instanceof DeviceError)) throw error;
          last = error;
          if (error.kind === 'no_answer') timeoutMs = Math.min(timeoutMs * 2, times.longest);
          if (times.bearsHeldLogins === false || !(await login.hold(error))) return null;
        }
      }
    },

    async askPatiently(command) {
      const watch = startBootWatch(context, bootLimitMs(context.limits));
      for (;;) {
        const answer = await poll.ask(command);
        if (answer !== null) return answer;
        watch.saw(phaseOf(last));
        if (watch.isOver()) return null;
        await watch.pause();
      }
    },

    lastWords: (who) => (last === null ? '' : noSoundAnswer(last, who)),
    lastError: () => last,
    askedAt: () => askedAt,
  };
  return poll;
}
