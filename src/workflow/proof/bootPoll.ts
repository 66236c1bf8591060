/** Asks a device that may be going down, down or booting, and takes no failure for an answer. */
import type { ReadCommand } from '../../panos/calls/command.ts';
import { DeviceError } from '../../panos/errors.ts';
import type { StepContext } from '../context.ts';
import { holdLogins } from '../patience.ts';
import { bootLimitMs, POLL_TIMEOUT_MS, rebootPollMs } from '../timeLimits.ts';
import { startStopwatch } from '../stopwatch.ts';

export interface BootPoll {
  /** Asks until there is a sound answer; null when there is none within the time in which a boot must end. */
  askPatiently<T>(command: ReadCommand<T>): Promise<T | null>;

  /** Null when there is no sound answer now; `lastWords` then says why. */
  ask<T>(command: ReadCommand<T>): Promise<T | null>;
  lastWords(): string;
  /** Why there was no sound answer the last time it was asked; null where there was one. */
  lastError(): DeviceError | null;
}

/** @param context its `stop` ends every wait with the signal's reason. */
export function createBootPoll(context: StepContext): BootPoll {
  const { client, stop, limits } = context;
  const login = holdLogins(context);
  let words = '';
  let last: DeviceError | null = null;

  const poll: BootPoll = {
    async ask(command) {
      try {
        const answer = await client.read(command, { signal: stop, attempts: 1, timeoutMs: POLL_TIMEOUT_MS });
        last = null;
        return answer;
      } catch (error) {
        stop.throwIfAborted();
        if (!(error instanceof DeviceError)) throw error;
        words = error.message;
        last = error;
        await login.hold(error);
        return null;
      }
    },

    async askPatiently(command) {
      const watch = startStopwatch(context);
      for (;;) {
        const answer = await poll.ask(command);
        if (answer !== null || watch.elapsedMs() >= bootLimitMs(limits)) return answer;
        await watch.sleep(rebootPollMs(watch.elapsedMs(), limits));
      }
    },

    lastWords: () => words,
    lastError: () => last,
  };
  return poll;
}
