/**
 * One device over the XML API: logs in once, keeps at most two calls in flight, repeats reads with back-off
 * and never an effect.
 */
import type { Clock } from '../ports/clock.ts';
import type { Rng } from '../ports/rng.ts';
import type { ManagementAddress } from './address.ts';
import type { EffectCommand, Patience, ReadCommand } from './commands/command.ts';
import { DeviceError, isDeviceError } from './errors.ts';
import { createLogin, type Credentials } from './login.ts';
import { readAnswer } from './readAnswer.ts';
import { createSemaphore } from './semaphore.ts';
import type { Transport } from './transport.ts';

export type { Credentials } from './login.ts';

export interface ClientLimits {
  readonly timeoutMs: number;
  readonly softwareCheckTimeoutMs: number;
  readonly softwareInfoTimeoutMs: number;
}

export interface ClientParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly address: ManagementAddress;
  /** Host name or address, for errors. */
  readonly device: string;
  /** Asked at every login, which is once unless forgetKey() is called; null when nothing is stored for this device. */
  readonly credentials: () => Promise<Credentials | null>;
  readonly limits: ClientLimits;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** How often in all; 3 by default, 1 for a poll that has its own rhythm. */
  readonly attempts?: number;
  /** Instead of the command's usual time limit: a poll of a device that may be down must not hang for minutes. */
  readonly timeoutMs?: number;
}

export interface DeviceClient {
  /**
   * @throws DeviceError. Retried with back-off: unreachable, no_answer, not_an_answer, http_status 5xx.
   *   The signal's end of waiting is kind cancelled.
   */
  read<T>(command: ReadCommand<T>, options?: ReadOptions): Promise<T>;

  /**
   * Sends an effect once, whatever happens.
   * @throws DeviceError whose `delivery` says whether it may have been carried out. An answer of kind
   *   not_an_answer leaves that open even when the device itself answered.
   */
  effect<T>(command: EffectCommand<T>): Promise<T>;

  /**
   * Makes the next call log in again: for new credentials, and while a device boots, when good ones are refused for a
   * while. Whoever calls it repeatedly has to slow down, because refused logins lock accounts.
   */
  forgetKey(): void;
}

const CALLS_IN_FLIGHT = 2;
/** A login answers soon or not at all, and polls of a booting device wait for it. */
const LOGIN_TIMEOUT_MS = 60_000;
const DEFAULT_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 1000;

export function createClient(parts: ClientParts): DeviceClient {
  const { transport, clock, rng, address, device, limits } = parts;
  const semaphore = createSemaphore(CALLS_IN_FLIGHT);
  /** Between the pieces of a long answer. */
  const pause = (): Promise<void> => clock.sleep(0);
  const login = createLogin({
    device,
    credentials: parts.credentials,
    // Without a caller's signal: others may wait for the same login.
    post: (operation, form, reader, secrets) =>
      semaphore.run(async () => {
        const timeoutMs = Math.min(LOGIN_TIMEOUT_MS, limits.timeoutMs);
        const reply = await transport.call({ address, device, operation, form, timeoutMs });
        return readAnswer(reply, reader, { device, operation, acceptedErrors: [], secrets }, pause);
      }),
  });

  async function exchange<T>(
    command: ReadCommand<T> | EffectCommand<T>,
    key: string,
    { signal, timeoutMs = timeoutFor(command.patience, limits) }: ReadOptions = {},
  ): Promise<T> {
    const { name: operation, form, acceptedErrors, reader } = command;
    const context = { device, operation, acceptedErrors, key, secrets: [key] };
    return semaphore.run(async () => {
      const reply = await transport.call({ address, device, operation, form, key, timeoutMs, signal });
      return readAnswer(reply, reader, context, pause);
    }, signal);
  }

  async function readWithRetries<T>(command: ReadCommand<T>, options: ReadOptions): Promise<T> {
    const { signal, attempts = DEFAULT_ATTEMPTS } = options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await exchange(command, await login.key(signal), options);
      } catch (error) {
        if (attempt >= attempts || !mayPass(error)) throw error;
      }
      await clock.sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + rng.next() / 2), signal);
    }
  }

  return {
    async read(command, options = {}) {
      try {
        return await readWithRetries(command, options);
      } catch (error) {
        // Semaphore, clock and login give up with the signal's own reason.
        throw isDeviceError(error) || options.signal?.aborted !== true
          ? error
          : cancelled(device, command.name);
      }
    },

    async effect(command) {
      const key = await login.key().catch((error: unknown) => {
        throw isDeviceError(error) ? notSent(error, command.name) : error;
      });
      return exchange(command, key);
    },

    forgetKey: () => login.forget(),
  };
}

function timeoutFor(patience: Patience, limits: ClientLimits): number {
  switch (patience) {
    case 'normal':
      return limits.timeoutMs;
    case 'software_check':
      return limits.softwareCheckTimeoutMs;
    case 'software_info':
      return limits.softwareInfoTimeoutMs;
  }
}

/** Is it worth asking again? Never after a refusal, and not after a changed certificate. */
function mayPass(error: unknown): boolean {
  if (isDeviceError(error, 'http_status')) return error.code?.startsWith('5') === true;
  return isDeviceError(error, 'unreachable', 'no_answer', 'not_an_answer');
}

/** The login's failure seen from an effect: whatever became of the login, nothing of the effect was sent. */
function notSent(error: DeviceError, operation: string): DeviceError {
  const { kind, device, deviceText, code, presented, pinned } = error;
  const what = `the login before it failed: ${error.what}`;
  return new DeviceError({
    kind,
    device,
    operation,
    delivery: 'not_sent',
    what,
    deviceText,
    code,
    presented,
    pinned,
  });
}

function cancelled(device: string, operation: string): DeviceError {
  const what = 'stopped as asked';
  return new DeviceError({ kind: 'cancelled', device, operation, delivery: 'not_sent', what });
}
