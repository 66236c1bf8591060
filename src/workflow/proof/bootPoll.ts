/**
 * Asks a device that may be going down, down or booting. While it boots, its authentication refuses good
 * credentials too (docs/PANOS.md "Restart and readiness"), so a refused login is tried again here, and only
 * here: ever more slowly, because refused logins can lock an account.
 */
import type { ReadCommand } from '../../panos/calls/command.ts';
import { DeviceError, isDeviceError } from '../../panos/errors.ts';
import type { StepContext } from '../context.ts';
import { bootLimitMs, POLL_TIMEOUT_MS, rebootPollMs } from '../timeLimits.ts';
import { startStopwatch } from '../stopwatch.ts';

const FIRST_NEW_LOGIN_MS = 60_000;

export interface BootPoll {
  /** Asks until there is a sound answer; null when there is none within the time in which a boot must end. */
  askPatiently<T>(command: ReadCommand<T>): Promise<T | null>;

  /** Null when there is no sound answer now; `lastWords` then says why. */
  ask<T>(command: ReadCommand<T>): Promise<T | null>;
  lastWords(): string;
}

/** @param context its `stop` ends every wait with the signal's reason. */
export function createBootPoll(context: StepContext): BootPoll {
  const { client, clock, stop, limits } = context;
  let nextLogin: number | null = null;
  let pause = FIRST_NEW_LOGIN_MS;
  let words = '';

  function afterRefusal(): void {
    const now = clock.now();
    if (nextLogin !== null && now < nextLogin) return;
    if (nextLogin !== null) {
      client.forgetKey();
      pause *= 2;
    }
    nextLogin = now + pause;
  }

  const poll: BootPoll = {
    async ask(command) {
      try {
        const answer = await client.read(command, { signal: stop, attempts: 1, timeoutMs: POLL_TIMEOUT_MS });
        nextLogin = null;
        pause = FIRST_NEW_LOGIN_MS;
        return answer;
      } catch (error) {
        stop.throwIfAborted();
        if (!(error instanceof DeviceError)) throw error;
        if (isDeviceError(error, 'authentication')) afterRefusal();
        words = error.message;
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
  };
  return poll;
}
