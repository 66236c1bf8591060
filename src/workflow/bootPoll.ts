/**
 * Asks a device that may be going down, down or booting. While it boots, its authentication refuses good
 * credentials too (docs/PANOS.md "Restart and readiness"), so a refused login is tried again here, and only
 * here: ever more slowly, because refused logins can lock an account.
 */
import type { ReadCommand } from '../panos/commands.ts';
import { DeviceError, isDeviceError } from '../panos/errors.ts';
import type { StepContext } from './context.ts';
import { POLL_TIMEOUT_MS } from './patience.ts';

const FIRST_NEW_LOGIN_MS = 60_000;

export interface BootPoll {
  /** Null when there is no sound answer now; `lastWords` then says why. */
  ask<T>(command: ReadCommand<T>): Promise<T | null>;
  lastWords(): string;
}

export function createBootPoll({ client, clock, stop }: StepContext): BootPoll {
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

  return {
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

    lastWords: () => words,
  };
}
